import { namedMinors } from './named-minors.js';

const person = (name: string, minor: boolean) => ({ memberId: `m-${name}`, name, minor });
const family = [person('李明华', false), person('王芳', false), person('李明', true), person('买买提·艾力', true)];

describe('texts of a notice that name a minor (privacy.md)', () => {
  it('are found wherever the name stands and however it is written', () => {
    const texts = ['李明华', '等 3 人', '李明华（长子李 明）', '户主及买买提艾力', '李　明', '明李', '王芳之子李明'];
    expect(namedMinors(texts, family)).toEqual([2, 3, 4, 6]);
  });

  it('are none where an adult bears the longer name, or the minor’s name is a single character', () => {
    expect(namedMinors(['李明华', '李明华、王芳'], family)).toEqual([]);
    expect(namedMinors(['明'], [person('明', true)])).toEqual([]);
    expect(namedMinors(['李明'], [person('李明', false)])).toEqual([]);
  });

  it('are found also where an adult bears the same name', () => {
    expect(namedMinors(['李明'], [person('李明', false), person('李明', true)])).toEqual([0]);
  });
});
