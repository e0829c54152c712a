import { describe, expect, it } from 'vitest';
import { denialIn } from './denial';

const denies = (language: string, text: string): boolean =>
  (denialIn(text, language)?.denying.length ?? 0) > 0;
const hints = (language: string, text: string): boolean =>
  denialIn(text, language)?.isHinted() ?? false;

// Each row would show a language whose table finds nothing, or finds denials that are none.
describe('denialIn', () => {
  it.each([
    ['en', 'He did not sign it.', 'They signed not only this one.', 'They refused.'],
    ['en', "She hasn't come.", 'It took no less than a year.', 'It was unknown.'],
    ['vi', 'Ông không ký văn bản.', 'Lực lượng không quân đã đến.', 'Ông từ chối ký.'],
    ['vi', 'Họ chưa đến nơi.', 'Hàng không phát triển nhanh.', 'Họ thiếu nước.'],
    ['de', 'Er hat nicht unterschrieben.', 'Er kam nicht nur heute.', 'Er ging ohne Hut.'],
    ['fr', 'Il ne signera pas cet accord.', 'Il signera cet accord.', 'Il part sans elle.'],
    ['es', 'No firmó el acuerdo.', 'No solo firmó el acuerdo.', 'Salió sin ella.'],
    ['ru', 'Он не подписал договор.', 'Он подписал не только это.', 'Он ушёл без неё.'],
    ['ar', 'لم يوقع الوزير على الاتفاق', 'وقع الوزير على الاتفاق', 'ذهب بدون أخيه'],
    ['zh', '他不同意这个计划。', '他不仅同意了。', '他拒绝了。'],
    ['ja', '彼は署名しません。', '彼は署名しました。', '彼は拒否した。'],
    ['ko', '그는 서명하지 않았다.', '그는 서명했다.', '그는 거부했다.'],
    ['th', 'เขาไม่ลงนาม', 'เขาลงนาม', 'เขาปฏิเสธ']
  ])('%s: %s but not %s; %s hints at one', (language, denial, none, hint) => {
    expect(denies(language, denial)).toBe(true);
    expect(denies(language, none)).toBe(false);
    expect(hints(language, hint)).toBe(true);
  });

  it('tells nothing of questions, nor of languages it does not know', () => {
    expect(denialIn('Will he not sign?', 'en')).toBeNull();
    expect(denialIn('Nie podpisał.', 'pl')).toBeNull();
  });

  it('gives what stands beside a word that denies', () => {
    const [first] = denialIn('Then he did not sign the treaty.', 'en')?.denying ?? [];
    expect(first?.written).toBe('not');
    expect(first?.beside).toContain('sign');
  });
});
