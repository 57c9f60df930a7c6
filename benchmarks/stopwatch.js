// From the next click or key until what an element shows has stopped changing, in milliseconds of the page's own clock.
// A canvas is compared by its pixels, anything else by its markup; "settled" is its last change before a quiet second.
(selector) => {
  const look = () => {
    const found = document.querySelector(selector);
    if (!found) return null;
    const canvas = found.tagName === "CANVAS" ? found : null;
    if (!canvas) return found.innerHTML;
    if (!canvas.width || !canvas.height) return null;
    const across = Math.min(canvas.width, 700), down = Math.min(canvas.height, 300);
    const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, across, down).data.buffer);
    if (pixels.every((pixel) => pixel === pixels[0])) return null;
    let sum = 17;
    for (const pixel of pixels) sum = (Math.imul(sum, 31) + pixel) | 0;
    return sum;
  };
  window.stopwatch = new Promise((resolve) => {
    const begin = (event) => {
      for (const kind of ["click", "keydown", "mouseup"]) document.removeEventListener(kind, begin, true);
      const began = event.timeStamp;
      let shown = look(), settled = null;
      const tick = (now) => {
        const seen = look();
        if (seen !== null && seen !== shown) [shown, settled] = [seen, performance.now()];
        if (settled !== null && now - settled > 1000) resolve(settled - began);
        else if (now - began > 30000) resolve(null);
        else requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    };
    for (const kind of ["click", "keydown", "mouseup"]) document.addEventListener(kind, begin, true);
  });
}
