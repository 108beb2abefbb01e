// Tell the server this browser's time zone once, so that times are in the reader's own.
"use strict";
(() => {
  if (document.cookie.includes("coranto_zone=")) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `coranto_zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
})();
