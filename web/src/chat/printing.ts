/** Prints one exchange and nothing else of the page; the browser's own window offers to keep it as a PDF. */
export function printed(key: string): void {
  const root = document.documentElement;
  const exchange = document.querySelector(`[data-exchange="${key}"]`)?.closest("li");
  exchange?.setAttribute("data-printing", "");
  root.dataset.printing = "one";
  window.addEventListener(
    "afterprint",
    () => {
      exchange?.removeAttribute("data-printing");
      delete root.dataset.printing;
    },
    { once: true },
  );
  window.print();
}
