// Whether a sentence denies, by the words that say so in eleven languages. Written by hand, for the clear cases.

/** What is known of a language: words that deny, and all those a translator may have turned such a word into. */
interface Words {
  denying: RegExp;
  hinting: RegExp;
}

/** A word of the language's own letters that begins and ends there. */
const word = (alternatives: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${alternatives})(?![\p{L}\p{M}\p{N}])`, 'giu');
const part = (alternatives: string): RegExp => new RegExp(alternatives, 'giu');

const words: Readonly<Record<string, Words>> = {
  en: {
    denying: word(
      String.raw`not(?! (?:only|just|to mention|least|long|far))|never|nobody|nothing|no one|neither|cannot|\p{L}+n['’]t|no(?= \p{Ll})(?! (?:longer than|later than|less|more|matter|doubt|wonder))`
    ),
    hinting: word(
      String.raw`not|no+|non|none|nor|nowhere|without|hardly|barely|scarcely|rarely|seldom|few|less|least|only|unless|until|except|instead|rather|yet|against|beyond|fail\p{L}*|lack\p{L}*|refus\p{L}*|den(?:y|ied|ies|ying|ial)|avoid\p{L}*|prevent\p{L}*|miss(?:ed|es|ing)?|absen\p{L}*|stop\p{L}*|reject\p{L}*|ban(?:ned|s)?|doubt\p{L}*|wrong\p{L}*|forbid\p{L}*|prohibit\p{L}*|ceas\p{L}*|los(?:e|es|t|ing)|ignor\p{L}*|far|short of|otherwise|an(?:y|ything|yone)|free|bad\p{L}*|poor\p{L}*|hard|away|out|down|whether|if|un(?!der|it|iv|ion|iq|til)\p{L}{3,}|in(?:abil|accu|activ|adequa|admiss|appropr|cap|complet|correct|definit|depend|differen|effect|evitab|exist|nocen|secur|significan|suffic|valid|visib)\p{L}*|im(?:poss|prac|prop|perf|mob|matur|pat)\p{L}*|ir(?:regul|relev|respon|respect|revers)\p{L}*|illegal\p{L}*|dis(?:abl|agree|appear|believ|connect|continu|lik|miss|respect|satis|prov|approv|allow)\p{L}*|mis(?:tak|under|lead|us)\p{L}*|\p{L}+less(?:ly)?|\p{L}+['’]t|too`
    )
  },
  vi: {
    denying: word(
      'không(?![,.;!]| (?:khi|không|kém|gian|khí|quân|phận|trung|kích|lưu|vận|người lái|chỉ|những|ít|thể không|lâu|tặc|dây|phải là không|gì))(?<!(?:hàng|trên|khoảng|phòng|hay|có|được|số|trống|hư|rỗng|độ) không)|chưa(?! (?:dừng|kể|từng có|(?:đầy|tới|đến) [\\d]))|chẳng(?! (?:hạn|những))|chả|phủ nhận'
    ),
    hinting: word(
      'không|chưa|chẳng|chả|đừng|chớ|liệu|xấu|kẻo|tệ|phi|vô|bất|thiếu|trừ|khỏi|tránh|ngoài|mất|từ chối|bác bỏ|bác|cấm|hết|ngừng|dừng|thôi|ít|hiếm|trái|sai|khó|miễn|thay|đâu|nào|bỏ|chống|ngăn|kém|xóa|xoá|tắt|chỉ|chối|cản|thất|gì|bao giờ|hủy|huỷ|tuyệt|quá|phản|vắng|nghi|lỡ'
    )
  },
  de: {
    denying: word('nicht(?! nur)|kein(?:e|er|es|em|en)?|nie(?:mals)?|niemand(?:em|en)?|nichts'),
    hinting: word(
      String.raw`nicht|noch|ob|schlecht\p{L}*|weder|ohne|kaum|selten|wenig\p{L}*|nur|statt|außer|zu|sonst|fehl\p{L}*|mangel\p{L}*|weiger\p{L}*|leugn\p{L}*|vermeid\p{L}*|verhinder\p{L}*|abge\p{L}*|ab|gegen|keinerlei|keines\p{L}*|nirgends|un(?!ter|ser|d)\p{L}{3,}|miss\p{L}*|\p{L}+los(?:e[rsnm]?)?|in(?:aktiv|akzept|direkt|kompet|stabil)\p{L}*|erst|verlor\p{L}*|verlier\p{L}*|bevor|lehn\p{L}*|verbo\p{L}*|verbie\p{L}*`
    )
  },
  fr: {
    denying: word(
      String.raw`(?:ne|n['’])(?=.* (?:pas|jamais|rien|personne|aucune?)(?!\p{L}))|nier?|nie`
    ),
    hinting: word(
      String.raw`ne|pas|n|si|s|mauvais\p{L}*|non|ni|jamais|rien|personne|aucune?|sans|guère|peu|moins|rare\p{L}*|seul\p{L}*|sauf|trop|manqu\p{L}*|refus\p{L}*|évit\p{L}*|empêch\p{L}*|contre|hors|absen\p{L}*|im(?:poss|pr[éu]|parf|mob)\p{L}*|in(?:act|cap|comp|conn|dép|évit|ex|suff|us|ut|val|vis)\p{L}*|irr\p{L}*|dés(?:act|acc|app)\p{L}*|mal|faute|plus|plutôt|perd\p{L}*|avant|lieu|interdi\p{L}*|rejet\p{L}*|ignor\p{L}*`
    )
  },
  es: {
    denying: word(
      'no(?! (?:sólo|solo|solamente|obstante))|nunca|jamás|nadie|nada|ningun[oa]|ningún|niega|negó'
    ),
    hinting: word(
      String.raw`no|ni|sin|si|mal\p{L}*|sino|apenas|poc[oa]s?|menos|salvo|excepto|tampoco|rara\p{L}*|sol[oa]|sólo|solamente|dej\p{L}*|falt\p{L}*|evit\p{L}*|imp(?:os|id)\p{L}*|in(?:act|cap|comp|ev|ex|suf|út|vál|vis)\p{L}*|des(?:ac|con|ap|ob)\p{L}*|contra|fuera|neg\p{L}*|nieg\p{L}*|rehus\p{L}*|perd\p{L}*|antes|demasiado|prohib\p{L}*|rechaz\p{L}*`
    )
  },
  ru: {
    denying: word('не(?! (?:только|менее|более))|никогда|никто|ничего|ничто|нет'),
    hinting: word(
      String.raw`не|ли|плох\p{L}*|ни\p{L}*|нет|без|не\p{L}+|бес\p{L}+|без\p{L}+|вне|против|кроме|мало|редко|лишь|только|вместо|едва|отказ\p{L}*|отри\p{L}*|избе\p{L}*|лиш\p{L}*|отсут\p{L}*|пере\p{L}+|прекра\p{L}*|слишком|потер\p{L}*|запре\p{L}*|отверг\p{L}*`
    )
  },
  ar: {
    denying: word('لا(?! (?:سيما|يزال|تزال|بد))|لم|لن|ليس(?:ت)?'),
    hinting: word(
      String.raw`[وف]?(?:لا|لم|لن|ليس\p{L}*|ما|إذا|سيئ\p{L}*|سوء|غير|دون|بدون|عدم|بلا|إلا|سوى|لما|كلا|مستحيل|نادر\p{L}*|قليل\p{L}*|فقط|ينف\p{L}*|نف\p{L}*|رفض\p{L}*|يرفض\p{L}*|فشل\p{L}*|تجنب\p{L}*|منع\p{L}*|خال\p{L}*|ضد|بل|لكن\p{L}*|أقل|ب?غير|ل?عدم|ب?عدم|أي|أبد\p{L}*|فقد\p{L}*)|أ?لا|بلا|ألم|أليس`
    )
  },
  zh: {
    denying: part(
      '不(?!仅|但|断|同(?!意)|如|，|,|管|过|久|少|只|止|得不|论|妨|料|安|满|错|良|足|幸|祥)|没有|从未|從未|沒有|并非|否认|否認'
    ),
    hinting: part(
      '不|没|沒|是否|坏|差|仅|無论|无|無|未|非|否|莫|别|別|勿|缺|少|免|除|拒|禁|避|失|只|反|难|難|空|毫|太|停|才|错|误|离|外|防|阻'
    )
  },
  ja: {
    denying: part('ない(?!し?は|か|ため に)|ません|なかった|なく(?!て(?:は|も))|否定'),
    hinting: part(
      'か(?:どう|否)|だめ|悪|な[いくかけ]|ぬ|ず|ませ|まい|無|不|非|未|否|欠|避|拒|禁|失|しか|反|以外|除|誤|違|困|難|むしろ|だけ|のみ|離|抜'
    )
  },
  ko: {
    denying: part('지 (?:않|못)|아니(?!라)|없(?:다|었|는|을|습|이)|부인'),
    hinting: part(
      '않|못|안 |는지|나쁘||아니|아닌|아닙|아녔|마세|마십|없|말[고아라]|불|비|무|미|부|거부|거절|금지|피하|실패|반대|잃|뿐|만 |모르|모른|싫|외|제외|빠지|드물|그만|멈'
    )
  },
  th: {
    denying: part('ไม่(?!ว่า|เพียง|แต่|กี่|นาน|น้อย|ช้า|เช่นนั้น)|มิได้|ปฏิเสธ'),
    hinting: part(
      'ไม่|มิ|หรือเปล่า|แย่|ไร้|ปราศจาก|นอก|เว้น|ขาด|ปฏิเสธ|ห้าม|อย่า|เลี่ยง|หลีก|แทน|ยาก|แค่|เพียง|เท่านั้น|ผิด|ปลอด|หมด|หาย|เลิก|หยุด|น้อย|สูญ|พลาด|ล้มเหลว|ว่าง'
    )
  }
};

export interface Denial {
  /** The words that deny, each with what stands just beside it. */
  denying: { written: string; beside: string }[];
  /** Whether anything here may be a denial in another guise ("without", "unknown", "only"); asked for seldom. */
  isHinted: () => boolean;
}

/** So many characters before a word that denies, and after it, belong to what it denies. */
const BEFORE = 12;
const AFTER = 25;

/** Null in languages of which nothing is known, and of a question, in which a negation may mean nothing. */
export function denialIn(text: string, language: string): Denial | null {
  const known = words[language.toLowerCase().split('-')[0] ?? ''];
  if (!known || /[?？؟]/u.test(text)) return null;
  const denying = [...text.matchAll(known.denying)].map(({ 0: written, index }) => {
    const before = text.slice(Math.max(0, index - BEFORE), index);
    const end = index + written.length;
    return { written, beside: `${before} ${text.slice(end, end + AFTER)}` };
  });
  return { denying, isHinted: () => text.search(known.hinting) >= 0 };
}
