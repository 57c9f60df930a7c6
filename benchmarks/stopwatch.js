// From the next click or key until what an element shows has stopped changing, in milliseconds of the page's own clock.
// A canvas is compared by its pixels, anything else is watched for changes; "settled" is the last one before a quiet second.
// Only one of the two is done: a watcher is called for every point of a chart, which would slow the table beside it.
(selector) => {
  const pixels = () => {
    const canvas = document.querySelector(selector);
    if (canvas?.tagName !== "CANVAS" || !canvas.width || !canvas.height) return null;
    const across = Math.min(canvas.width, 700), down = Math.min(canvas.height, 300);
    const seen = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, across, down).data.buffer);
    if (seen.every((pixel) => pixel === seen[0])) return null;
    let sum = 17;
    for (const pixel of seen) sum = (Math.imul(sum, 31) + pixel) | 0;
    return sum;
  };
  const concerns = ({ target, addedNodes }) =>
    (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(selector) ||
    [...addedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(selector) || node.querySelector(selector)));
  window.stopwatch = new Promise((resolve) => {
    const begin = (event) => {
      for (const kind of ["click", "keydown", "mouseup"]) document.removeEventListener(kind, begin, true);
      const began = event.timeStamp;
      let shown = pixels(), settled = null;
      const watcher = new MutationObserver((changes) => {
        if (changes.some(concerns)) settled = performance.now();
      });
      if (shown === null) watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      const tick = (now) => {
        const seen = pixels();
        if (seen !== null && seen !== shown) [shown, settled] = [seen, performance.now()];
        const quiet = settled !== null && now - settled > 1000;
        if (!quiet && now - began <= 30000) return requestAnimationFrame(tick);
        watcher.disconnect();
        resolve(quiet ? settled - began : null);
      };
      requestAnimationFrame(tick);
    };
    for (const kind of ["click", "keydown", "mouseup"]) document.addEventListener(kind, begin, true);
  });
}
