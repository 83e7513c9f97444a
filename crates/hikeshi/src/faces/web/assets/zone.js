// Tells the server where the reader's wall is: times on its pages are read there. Without it they are the server's.
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
if (timeZone) document.cookie = `hikeshi_zone=${timeZone}; path=/; max-age=31536000; samesite=lax`;
