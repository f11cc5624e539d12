/** A text in pieces: words, and the numbers of citations that stand in it as `[n]`. */
export function piecesOf(text: string, numbers: readonly number[]): (string | number)[] {
  return text
    .split(/(\[\d{1,3}\])/)
    .map((piece) => {
      const n = /^\[\d{1,3}\]$/.test(piece) ? Number(piece.slice(1, -1)) : NaN;
      return numbers.includes(n) ? n : piece;
    })
    .filter((piece) => piece !== "");
}
