"use strict";

// A picture that cannot be had leaves no hole.
(() => {
  const drop = (image) => image.closest(".photo, .picture")?.remove();
  addEventListener("error", (event) => event.target instanceof HTMLImageElement && drop(event.target), true);
  for (const image of document.images) if (image.complete && !image.naturalWidth) drop(image);
})();

// Tell the server this browser's time zone once, so that times are in the reader's own.
(() => {
  if (document.cookie.includes("coranto_zone=")) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `coranto_zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
})();
