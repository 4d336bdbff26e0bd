/** The time axis of a ladder: from the first to the last of all dates, with marks at most every few months. */

const DAY = 86_400_000;
/** Months between two marks; the first that leaves few enough is taken. */
const STEPS = [1, 3, 6, 12, 24, 60];
const MOST = 6;

function time(date) {
    return Date.parse(`${date}T00:00:00Z`);
}

/** All dates of the rows, as text like 2026-11-30, which sorts as time does. */
function dates(rows, today) {
    const all = rows.flatMap((row) => [row.planned, row.done, ...row.moves.map((move) => move.date)]);
    return [today, ...all.filter(Boolean)].sort();
}

/** The first days of months that are marked: every month, quarter, half year …, so that few enough stand side by side. */
function marks(from, to) {
    const first = new Date(from);
    const begin = first.getUTCFullYear() * 12 + first.getUTCMonth() + 1;
    const last = new Date(to);
    const end = last.getUTCFullYear() * 12 + last.getUTCMonth();
    const step = STEPS.find((each) => (end - begin) / each < MOST) || STEPS.at(-1);
    const found = [];
    for (let month = Math.ceil(begin / step) * step; month <= end; month += step) {
        found.push({ year: Math.floor(month / 12), month: (month % 12) + 1 });
    }
    return found;
}

/** {from, to, marks} of the axis; a little air at both ends. */
export function axis(rows, today) {
    const all = dates(rows, today);
    const [first, last] = [time(all[0]), time(all.at(-1))];
    const air = Math.max((last - first) * 0.03, 10 * DAY);
    const [from, to] = [first - air, last + air];
    return { from, to, marks: marks(from, to) };
}

/** Where a date lies on the axis, in percent. */
export function place({ from, to }, date) {
    return Math.round(((time(date) - from) / (to - from)) * 10_000) / 100;
}

/** The first day of a marked month. */
export function firstDay({ year, month }) {
    return `${year}-${`${month}`.padStart(2, "0")}-01`;
}
