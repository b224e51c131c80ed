// Browsers slow the timers of a page that is in the background down to one a minute, and the desk
// would count as closed; those of a worker go on.
const EVERY = 2_000;

setInterval(() => postMessage(null), EVERY);
