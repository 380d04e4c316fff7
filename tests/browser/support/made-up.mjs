// Made-up papers, codes and dates for a company that applies.

/** A PDF of one empty page. */
export const PDF = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`);

/** A credit code with a right check character (GB 32100-2015), another one for each `seed`. */
export function creditCode(seed) {
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const body = `91310115MA1${String(seed).padStart(6, '0')}`;
  let sum = 0, weight = 1;
  for (const letter of body) { sum += letters.indexOf(letter) * weight; weight = (weight * 3) % 31; }
  return body + letters[(31 - (sum % 31)) % 31];
}

/** The day so many days from today, as a date field wants it. */
export function day(ahead) {
  return new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
}
