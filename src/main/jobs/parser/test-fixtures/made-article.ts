// One article in two languages, written for the tests, with everything that must come back from any format.

export interface Words {
  text: string;
  bold?: true;
  italic?: true;
  superscript?: true;
  subscript?: true;
  href?: string;
  /** A reference to the footnote, by its number. */
  note?: true;
}

export type Part =
  | { kind: 'heading'; level: 1 | 2 | 3; words: Words[] }
  | { kind: 'paragraph' | 'quote' | 'caption' | 'footnote'; words: Words[] }
  | { kind: 'listItem'; level: 1 | 2; number?: number; words: Words[] }
  | { kind: 'table'; rows: string[][] };

/** `*bold*`, `/italic/`, `^raised^`, `_lowered_`, `[words](address)` and `{1}` for a note. */
function words(source: string): Words[] {
  const pattern = /\*([^*]+)\*|\/([^/]+)\/|\^([^^]+)\^|_([^_]+)_|\[([^\]]+)\]\(([^)]+)\)|\{(\d)\}/g;
  const found: Words[] = [];
  let at = 0;
  for (const match of source.matchAll(pattern)) {
    if (match.index > at) found.push({ text: source.slice(at, match.index) });
    const [whole, bold, italic, superscript, subscript, linked, href, note] = match;
    if (bold) found.push({ text: bold, bold: true });
    else if (italic) found.push({ text: italic, italic: true });
    else if (superscript) found.push({ text: superscript, superscript: true });
    else if (subscript) found.push({ text: subscript, subscript: true });
    else if (linked && href) found.push({ text: linked, href });
    else if (note) found.push({ text: note, note: true, superscript: true });
    at = match.index + whole.length;
  }
  if (at < source.length) found.push({ text: source.slice(at) });
  return found;
}

const h = (level: 1 | 2 | 3, text: string): Part => ({
  kind: 'heading',
  level,
  words: words(text)
});
const p = (text: string): Part => ({ kind: 'paragraph', words: words(text) });
const q = (text: string): Part => ({ kind: 'quote', words: words(text) });
const li = (level: 1 | 2, text: string, number?: number): Part => ({
  kind: 'listItem',
  level,
  ...(number === undefined ? {} : { number }),
  words: words(text)
});

const english: Part[] = [
  h(1, 'The river that two provinces share'),
  p(
    'For thirty years the ferry at Ben Lau carried everything that moved between the two banks: rice, bricks, schoolchildren, wedding parties and, on market days, a great many ducks. Last week the provincial government announced that the crossing would be replaced by a bridge of *four hundred and twenty metres*, to be opened before the next flood season.{1}'
  ),
  p(
    'The announcement was greeted with applause in the district hall and with silence at the landing stage. Nguyen Van Tam, who has steered the ferry since he was nineteen, said that he had expected it for so long that he no longer knew whether to be glad. His daughter, who keeps the accounts, had already begun to look for work in the city.'
  ),
  h(2, 'What the engineers promise'),
  p(
    'According to the [feasibility study](https://example.org/bridge/study?year=2025&lang=en), the bridge will carry eleven thousand vehicles a day within five years of its opening. The foundations reach thirty-eight metres below the river bed, deeper than those of any comparable structure in the region, because the sand moves with every flood. The engineers call the method /staged consolidation/ and say that it was tried with success on the coast.'
  ),
  p(
    'The concrete must withstand water rich in sulphate, measured at 410 mg of SO_4_ per litre, and a flow of up to 2.6 m^3^ per second for every square metre. A laboratory in the capital tested six mixtures over eighteen months before it recommended the one that will be used. The results were published in full, which the ministry describes as a first.'
  ),
  h(3, 'Costs and who bears them'),
  p(
    'Two thirds of the cost will be borne by the state and one third by the provinces, in proportion to the number of their inhabitants. The sums have changed several times since the first estimate, as the table shows; officials put this down to the price of steel.'
  ),
  { kind: 'caption', words: words('Table 1: Estimates of the cost, in billions of dong') },
  {
    kind: 'table',
    rows: [
      ['Year', 'State', 'Provinces'],
      ['2019', '1,240', '610'],
      ['2022', '1,475', '730'],
      ['2025', '1,610', '805']
    ]
  },
  p('Before the work can begin, three conditions have to be met by the end of March:'),
  li(1, 'the families on both banks receive their new land,', 1),
  li(1, 'the ferry company is paid for the years left on its licence,', 2),
  li(1, 'and the schools find a safe way for the children:', 3),
  li(2, 'by bus along the dyke road,'),
  li(2, 'or by a temporary pontoon upstream.'),
  p(
    'None of the three has been met so far. The land was surveyed in autumn, but the owners of forty-one plots contest the measurements, and the court in Tan An will not hear their case before February. A spokeswoman said that the timetable was nevertheless /realistic/.'
  ),
  h(2, 'What the villages fear'),
  p(
    'In the tea houses by the landing stage the talk is less of concrete than of customers. Some sixty stalls live from the people who wait for the ferry, and nobody waits for a bridge. The chairwoman of the market put it plainly when she spoke to the visitors from the ministry:'
  ),
  q(
    'You measure how many minutes the bridge will save, and that is your duty. We ask you to measure as well how many breakfasts are sold in those minutes, and to whom the money goes.'
  ),
  p(
    'The ministry has promised a new market hall at the head of the bridge, with room for ninety stalls and a roof that lets the light in. Whether travellers will stop there is another question, and one that the study leaves open. In the neighbouring district, where a bridge was opened eight years ago, two of every three stalls had closed after a year.'
  ),
  p(
    'Tam says that he will steer the last ferry himself and then sell the engine. The boat he means to keep. It could be drawn up on the bank, he says, under the trees, and coffee could be sold from it; and people who remember how it was would come to sit there, on the water that used to carry them, and look at the bridge.'
  ),
  {
    kind: 'footnote',
    words: words('1 The flood season begins in August and lasts until the end of November.')
  }
];

const vietnamese: Part[] = [
  h(1, 'Dòng sông chung của hai tỉnh'),
  p(
    'Suốt ba mươi năm, chuyến phà Bến Lâu chở mọi thứ đi lại giữa hai bờ: lúa gạo, gạch ngói, học trò, đám cưới và, vào những ngày phiên chợ, rất nhiều vịt. Tuần trước, chính quyền tỉnh công bố bến phà sẽ được thay bằng một cây cầu dài *bốn trăm hai mươi mét*, thông xe trước mùa lũ tới.{1}'
  ),
  p(
    'Tin ấy được đón nhận bằng tràng vỗ tay ở hội trường huyện và bằng sự im lặng ở bến. Ông Nguyễn Văn Tám, người lái phà từ năm mười chín tuổi, nói rằng ông đã chờ đợi điều này lâu đến mức không còn biết nên vui hay nên buồn. Con gái ông, người giữ sổ sách, đã bắt đầu tìm việc trên thành phố.'
  ),
  h(2, 'Lời hứa của các kỹ sư'),
  p(
    'Theo [báo cáo khả thi](https://example.org/bridge/study?year=2025&lang=vi), cây cầu sẽ phục vụ mười một nghìn lượt xe mỗi ngày trong vòng năm năm kể từ khi khánh thành. Móng cầu ăn sâu ba mươi tám mét dưới đáy sông, sâu hơn mọi công trình tương tự trong vùng, vì cát dịch chuyển sau mỗi mùa lũ. Các kỹ sư gọi cách làm này là /cố kết theo giai đoạn/ và cho biết nó đã được thử nghiệm thành công ở miền biển.'
  ),
  p(
    'Bê tông phải chịu được nguồn nước giàu sunfat, đo được 410 mg SO_4_ mỗi lít, và dòng chảy lên tới 2,6 m^3^ mỗi giây trên mỗi mét vuông. Một phòng thí nghiệm ở thủ đô đã thử sáu hỗn hợp trong mười tám tháng trước khi đề xuất loại sẽ được dùng. Kết quả được công bố đầy đủ, điều mà bộ chủ quản gọi là chưa từng có.'
  ),
  h(3, 'Chi phí và người gánh chịu'),
  p(
    'Hai phần ba chi phí do nhà nước chi trả, một phần ba do hai tỉnh đóng góp theo số dân. Các con số đã thay đổi nhiều lần kể từ dự toán đầu tiên, như bảng dưới đây cho thấy; giới chức giải thích rằng nguyên nhân là giá thép.'
  ),
  { kind: 'caption', words: words('Bảng 1: Dự toán chi phí, tính bằng tỷ đồng') },
  {
    kind: 'table',
    rows: [
      ['Năm', 'Nhà nước', 'Hai tỉnh'],
      ['2019', '1.240', '610'],
      ['2022', '1.475', '730'],
      ['2025', '1.610', '805']
    ]
  },
  p('Trước khi khởi công, ba điều kiện phải được đáp ứng muộn nhất vào cuối tháng Ba:'),
  li(1, 'các gia đình ở hai bờ nhận được đất mới,', 1),
  li(1, 'công ty phà được bồi thường cho những năm còn lại của giấy phép,', 2),
  li(1, 'và các trường học tìm được đường đi an toàn cho học sinh:', 3),
  li(2, 'bằng xe buýt dọc theo đường đê,'),
  li(2, 'hoặc bằng một cầu phao tạm ở thượng nguồn.'),
  p(
    'Cho đến nay chưa điều kiện nào được đáp ứng. Đất đã được đo đạc vào mùa thu, nhưng chủ của bốn mươi mốt thửa đất không đồng ý với số đo, và tòa án Tân An sẽ không xét xử vụ việc trước tháng Hai. Một phát ngôn viên nói rằng tiến độ dù vậy vẫn /khả thi/.'
  ),
  h(2, 'Nỗi lo của dân làng'),
  p(
    'Trong các quán trà bên bến phà, người ta nói về khách hàng nhiều hơn là về bê tông. Chừng sáu mươi sạp hàng sống nhờ những người chờ phà, mà chẳng ai phải chờ một cây cầu. Bà trưởng ban quản lý chợ đã nói thẳng khi tiếp đoàn cán bộ của bộ:'
  ),
  q(
    'Các ông đo xem cây cầu tiết kiệm được bao nhiêu phút, và đó là bổn phận của các ông. Chúng tôi xin các ông đo luôn xem trong những phút ấy bao nhiêu bữa sáng được bán ra, và tiền về tay ai.'
  ),
  p(
    'Bộ đã hứa xây một nhà lồng chợ mới ở đầu cầu, đủ chỗ cho chín mươi sạp và có mái lấy sáng. Khách qua đường có dừng lại hay không là một câu hỏi khác, câu hỏi mà bản báo cáo để ngỏ. Ở huyện bên, nơi một cây cầu được khánh thành tám năm trước, sau một năm cứ ba sạp thì hai sạp đã đóng cửa.'
  ),
  p(
    'Ông Tám nói sẽ tự tay lái chuyến phà cuối cùng rồi bán máy. Còn con phà thì ông muốn giữ. Có thể kéo nó lên bờ, ông nói, dưới hàng cây, rồi bán cà phê trên đó; và những ai còn nhớ chuyện xưa sẽ đến ngồi, trên chính mặt nước từng chở họ qua sông, mà ngắm cây cầu.'
  ),
  {
    kind: 'footnote',
    words: words('1 Mùa lũ bắt đầu vào tháng Tám và kéo dài đến hết tháng Mười một.')
  }
];

export const madeArticles: Record<'en' | 'vi', Part[]> = { en: english, vi: vietnamese };
