/** 服务大厅 公示栏 网站 微信 微博 宣传手册 明白纸: the seven channels of the notice, in its order (S12). */
export const channelNames = {
  SERVICE_HALL: '服务大厅',
  NOTICE_BOARD: '公示栏',
  WEBSITE: '网站',
  WECHAT: '微信',
  WEIBO: '微博',
  BOOKLET: '宣传手册',
  LEAFLET: '明白纸',
} as const;

export type Channel = keyof typeof channelNames;

/** What a village's work is answered with (S35). */
export const answerNames = { REWARD: '奖励', PENALTY: '惩处' } as const;

export type Answer = keyof typeof answerNames;
