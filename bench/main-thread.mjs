// What the main thread of a page did after marked moments, by the browser's own trace: tasks with their processor time,
// and the frames they led to.

const categories = ['toplevel', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
const windowMs = 300;

/** Milliseconds. */
const inMs = (microseconds) => microseconds / 1000;

/**
 * Traces while `act` runs, which marks moments by `performance.mark(name)`. For each mark the time that tasks took on the
 * main thread from the one it was made in: until the first frame after it was handed on to be painted (`painted`) and
 * within 300 ms (`all`); and the longest of those that began after that frame (`longest`, by the clock).
 */
export async function afterMarks(browser, page, name, act) {
  await browser.startTracing(page, { categories });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const marks = traceEvents.filter(
    (event) => event.name === name && event.cat.includes('user_timing')
  );
  return marks.map((mark) => {
    const within = traceEvents.filter(
      ({ ph, ts, dur, ...of }) =>
        ph === 'X' &&
        thread(of) === thread(mark) &&
        ts + dur > mark.ts &&
        ts < mark.ts + windowMs * 1000
    );
    const tasks = within.filter((event) => event.name === 'ThreadControllerImpl::RunTask');
    const frame = within.find((event) => event.name === 'Commit' && event.ts > mark.ts);
    if (!frame) throw new Error('nothing was painted');
    const end = frame.ts + frame.dur;
    const sum = (some) => some.reduce((total, { tdur, dur }) => total + (tdur ?? dur), 0);
    return {
      painted: inMs(sum(tasks.filter(({ ts }) => ts < end))),
      all: inMs(sum(tasks)),
      longest: inMs(Math.max(0, ...tasks.filter(({ ts }) => ts >= end).map(({ dur }) => dur)))
    };
  });
}
