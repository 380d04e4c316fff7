// Files that nobody sends by accident: [what, name, media type, bytes]. Made here, none is anybody's.
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

/** A PNG of so many pixels whose rows deflate to next to nothing. */
function png(width, height, rows = height) {
  const chunk = (name, data) => {
    const [head, body, tail] = [Buffer.alloc(4), Buffer.concat([Buffer.from(name), data]), Buffer.alloc(4)];
    head.writeUInt32BE(data.length); tail.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width); header.writeUInt32BE(height, 4); header.set([8, 2], 8);
  const pixels = deflateSync(Buffer.alloc(rows * (width * 3 + 1)), { level: 9 });
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** A zip of these parts: [name, deflated, crc, length]. `claims` is the length each part says it has. */
function zip(parts, claims) {
  const [local, central] = [[], []];
  let at = 0;
  for (const [name, data, sum, length] of parts) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0); fields.writeUInt16LE(8, 4); fields.writeUInt32LE(sum, 10);
    fields.writeUInt32LE(data.length, 14); fields.writeUInt32LE(claims ?? length, 18); fields.writeUInt16LE(name.length, 22);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(name));
    at += 30 + name.length + data.length;
  }
  const list = Buffer.concat(central), end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4); end.writeUInt16LE(parts.length, 6); end.writeUInt32LE(list.length, 8); end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

/** A workbook whose only sheet is `text` repeated. */
function workbook(before, text, times, after, claims) {
  const sheet = Buffer.concat([Buffer.from(before), Buffer.alloc(text.length * times, text), Buffer.from(after)]);
  const parts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet,
  };
  return zip(Object.entries(parts).map(([name, content]) => {
    const bytes = Buffer.from(content);
    return [name, deflateRawSync(bytes, { level: 9 }), crc32(bytes), bytes.length];
  }), claims);
}

const SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const row = (text) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What the page for pictures gets. */
export const pictures = () => [
  ['a picture of 900 million pixels in 260 kB', 'wide.png', 'image/png', png(30_000, 30_000, 3_000)],
  ['a picture of 49 million pixels, nearly too many', 'large.png', 'image/png', png(7_000, 7_000)],
  ['a picture that ends after its head', 'cut.png', 'image/png', png(2_000, 2_000).subarray(0, 60)],
  ['a picture that claims 4,294,967,295 rows', 'endless.png', 'image/png', png(8, 0xffffffff, 8)],
  ['random bytes named a photograph', 'noise.jpg', 'image/jpeg', Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 2_654_435_761) >>> 24))],
  ['a drawing with a script in it', 'drawing.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['a page named a picture', 'page.png', 'image/png', Buffer.from('<html><script>alert(1)</script></html>')],
  ['nothing at all', 'empty.png', 'image/png', Buffer.alloc(0)],
  ['25 MB, more than is taken', 'much.png', 'image/png', Buffer.alloc(25 << 20, 1)],
];

/** What the page for tables gets. */
export const tables = () => [
  ['a workbook of 170 MB in 500 kB', 'bomb.xlsx', XLSX, workbook(SHEET, row('一'), 3_500_000, '</sheetData></worksheet>')],
  ['the same, which claims to be small', 'liar.xlsx', XLSX, workbook(SHEET, row('一'), 3_500_000, '</sheetData></worksheet>', 1000)],
  ['a workbook whose elements are 500,000 deep', 'deep.xlsx', XLSX, workbook(SHEET, '<a>', 500_000, '')],
  ['a table of one line of 20 MB', 'line.csv', 'text/csv', Buffer.alloc(20 << 20, 'a,')],
  ['a table of 20 MB of quotes', 'quotes.csv', 'text/csv', Buffer.alloc(20 << 20, '"')],
  ['a table of 1.5 million short lines', 'lines.csv', 'text/csv', Buffer.alloc(6 << 20, '一\n')],
  ['an old workbook that is noise after its head', 'old.xls', 'application/vnd.ms-excel', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1 << 20, 0xff)])],
  ['an archive that holds itself by name', 'loop.xlsx', XLSX, zip([['loop.xlsx', deflateRawSync(Buffer.from('PK')), 0, 2], ['../../etc/passwd', deflateRawSync(Buffer.from('x')), 0, 1]])],
  ['a table of zero bytes', 'zeros.csv', 'text/csv', Buffer.alloc(5 << 20)],
  ['nothing at all', 'empty.csv', 'text/csv', Buffer.alloc(0)],
];
