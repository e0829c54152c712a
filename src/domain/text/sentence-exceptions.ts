// What follows a full stop without a new sentence beginning, by language. `segmentSentences` reads it.

interface Exceptions {
  /** Stand before a name or a word and never end a sentence: "Dr.", "GS.". Without the stop. */
  titles: string[];
  /** End no sentence where a figure follows: "No. 5". Without the stop. */
  beforeNumber: string[];
  /** May end a sentence: they do where a common sentence opener follows ("Inc. The …"). */
  ambiguous: string[];
  /** Words that seldom stand in the middle of a sentence with a capital. */
  openers: string[];
  /** Figures with a stop are ordinals: "am 3. Oktober". */
  ordinalStop?: boolean;
}

const words = (list: string): string[] => list.split(/\s+/).filter(Boolean);

const tables: Record<string, Exceptions> = {
  en: {
    titles:
      words(`Mr Mrs Ms Messrs Dr Prof Gen Lt Col Maj Capt Cpl Sgt Adm Cmdr Brig Sen Rep Gov Pres
      Hon Rev Fr St Ste Mt Ft Sens Reps Amb Supt Insp Det Atty vs viz cf e.g i.e ie eg Ph approx ca`),
    beforeNumber:
      words(`No no Nos nos p pp Vol vol Vols Fig fig Figs Eq eq Sec sec Ch ch Art art Arts para
      paras Ex Nr Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec ed vers`),
    ambiguous: words(`Inc Ltd Corp Co Bros Jr Sr Esq etc al Ave Blvd Rd dept Dept est Univ`),
    openers:
      words(`The A An This That These Those There Here It Its He She They We I You His Her Their Our
      My Your In On At By For From To Of With Without As And But Or So Yet If When While After Before Since
      Because Although Though However Moreover Also Then Now Not No Some Many Most All Both Each Every One
      Two Three Another Other Others What Who Why How Where Which Is Are Was Were Did Do Does Has Have
      Despite Until Once During Under Over More Only Even Just Such`)
  },
  vi: {
    titles:
      words(`GS PGS TS TSKH ThS Ths ThS BS BSCK BSCKI BSCKII CN KS LS Ls NS NSND NSƯT NGND NGƯT NCS
      KTS DS TP Tp TX Tx TT Tt Q H Đ/c đ/c Mr Mrs Ms Dr Prof St vs VS Nxb NXB Lm ĐD HLV Gs Ts Bs tp`),
    beforeNumber: words(`No Nr Tr tr Đ đ Sđt ĐT Tel tel Fax KCN t`),
    ambiguous: words(`Co Inc Ltd Corp Jr Sr`),
    openers:
      words(`Ông Bà Anh Chị Cô Em Họ Nó Tôi Chúng Ta Mình Bạn Các Những Một Hai Ba Mỗi Mọi Cả Nhiều
      Theo Trong Ngoài Trên Dưới Trước Sau Khi Nếu Tuy Nhưng Và Hay Hoặc Vì Do Bởi Để Với Từ Tại Ở Đến
      Đây Đó Này Điều Việc Cuộc Vụ Hiện Nay Năm Ngày Tháng Tuần Hôm Sáng Chiều Tối Đồng Cũng Còn Đã Đang
      Sẽ Không Có Là Được Bị Chính Ngay Cùng Như Mặc Dù Thế Vậy Trường Người Tình Đặc Đáng`)
  },
  de: {
    titles: words(`Dr Prof Hr Fr Frl St z.B z u.a d.h bzw vgl ggf ca sog evtl inkl Mio Mrd`),
    beforeNumber: words(`Nr S Abs Art Bd Abb Kap Tab Jg`),
    ambiguous: words(`usw etc Co Jr Sr`),
    openers:
      words(`Der Die Das Ein Eine Es Er Sie Wir Ich Im In Am An Auf Mit Nach Bei Und Aber Doch Wenn
      Als Da Dies Diese Dieser Dieses Für Von Zu Auch So`),
    ordinalStop: true
  },
  fr: {
    titles: words(`M MM Mme Mlle Me Dr Pr St Ste cf env`),
    beforeNumber: words(`p pp n no art vol chap fig t`),
    ambiguous: words(`etc Jr Co`),
    openers:
      words(`Le La Les Un Une Des Il Elle Ils Elles On Nous Vous Je Ce Cette Ces Cela Dans En Au Aux
      À Et Mais Ou Si Quand Pour Par Avec Sur Après Avant Selon L'`)
  },
  es: {
    titles: words(`Sr Sra Srta Sres Dr Dra Ud Uds Prof Gral Lic Ing St Sta Sto D Dña`),
    beforeNumber: words(`p pp núm n art vol cap fig pág págs`),
    ambiguous: words(`etc Jr EE.UU`),
    openers: words(
      `El La Los Las Un Una Y Pero En Es Ella Ellos Se Su Sus Lo Con Por Para De Si Cuando Este Esta`
    )
  },
  ru: {
    titles: words(`т.е т.н т.к г гг ул им проф акад см напр св тыс млн млрд руб`),
    beforeNumber: words(`с стр рис табл гл п пп ст`),
    ambiguous: words(`т.д т.п др`),
    openers: words(`В На И Но Он Она Они Это Как По С Мы Я Из К Если Когда Для`)
  }
};
const none: Exceptions = { titles: [], beforeNumber: [], ambiguous: [], openers: [] };

export interface StopRules {
  titles: ReadonlySet<string>;
  beforeNumber: ReadonlySet<string>;
  ambiguous: ReadonlySet<string>;
  openers: ReadonlySet<string>;
  ordinalStop: boolean;
}

const cache = new Map<string, StopRules>();

/** The rules of a BCP 47 tag's language; English titles stand in for languages without a table. */
export function stopRules(language: string): StopRules {
  const base = language.toLowerCase().split('-')[0] ?? '';
  let rules = cache.get(base);
  if (!rules) {
    const own = tables[base] ?? none;
    rules = {
      titles: new Set([...own.titles, ...(tables.en?.titles ?? [])]),
      beforeNumber: new Set(own.beforeNumber),
      ambiguous: new Set(own.ambiguous),
      openers: new Set(own.openers),
      ordinalStop: own.ordinalStop ?? false
    };
    cache.set(base, rules);
  }
  return rules;
}
