/**
 * Surnames of two characters that are borne today, most of them from the 百家姓, six also in traditional spelling.
 * Left out are old ones whose first half is a common surname and whose second half a usual given name (安平): there
 * the two-character reading is nearly always wrong, and a mask would show part of the given name.
 */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 轩辕 长孙 宇文 东方 独孤 南宫 端木 百里 ' +
    '闻人 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 亓官 司寇 子车 颛孙 巫马 公西 ' +
    '漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 东郭 南门 呼延 羊舌 微生 左丘 东门 西门 梁丘 第五 公羊 ' +
    '万俟 纳兰 贺兰 完颜 耶律 富察 那拉 即墨 达奚 褚师 公仲 公输 太史 士孙 北宫 西郭 毌丘 哥舒 尔朱 斛律 ' +
    '歐陽 司馬 諸葛 尉遲 公孫 長孫'
  ).split(' '),
);
