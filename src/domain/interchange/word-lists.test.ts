import { describe, expect, it } from 'vitest';
import { noteFromHtml, noteToHtml } from './note-html';
import { withWordLists } from './word-lists';

const paragraph = (level: number, mark: string, words: string): string =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level}.0in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>${words}<o:p></o:p></p>\n`;

function noted(html: string): string {
  const note = noteFromHtml(html);
  return note ? noteToHtml(note) : '';
}

describe('lists of Word', () => {
  // Would catch: signs kept as words, a level lost or begun too often, numbers shown as dots, other paragraphs drawn in.
  it('become lists within lists, without their signs', () => {
    const html = [
      '<p class=MsoNormal>Trước</p>',
      paragraph(1, '1.', 'một'),
      paragraph(2, '·', 'một <b>a</b>'),
      paragraph(2, '·', 'một b'),
      paragraph(1, '2.', 'hai'),
      paragraph(1, '§', 'ba'),
      '<p class=MsoNormal>Sau</p>'
    ].join('');
    const read = noted(withWordLists(html));
    expect(read).toBe(
      noted(
        '<p>Trước</p><ol><li><p>một</p><ul><li><p>một <b>a</b></p></li><li><p>một b</p></li></ul></li><li><p>hai</p></li></ol><ul><li><p>ba</p></li></ul><p>Sau</p>'
      )
    );
    expect(read).toContain('<ul><li>');
    expect(read).not.toMatch(/[·§]|1\./);
  });

  it('leave everything else as it is', () => {
    const html = '<p style="color:red">1. no list</p><ul><li>a</li></ul>';
    expect(withWordLists(html)).toBe(html);
  });
});
