/** The texts of the page with figures. */
export const figures = {
  'figures.answered':
    '{change, select, more {{n, plural, one {# call was} other {# calls were}} answered, {difference, number} more than by this day in {lastMonth}.} fewer {{n, plural, one {# call was} other {# calls were}} answered, {difference, number} fewer than by this day in {lastMonth}.} same {{n, plural, one {# call was} other {# calls were}} answered, as many as by this day in {lastMonth}.} other {{n, plural, one {# call was} other {# calls were}} answered.}}',
  'figures.asTable': 'Show as a table',
  'figures.before': '{lastMonth}, by this day',
  'figures.busiest': 'The busiest hour is {weekday}, {hours}.',
  'figures.byDay': 'Calls by day',
  'figures.calls':
    '{change, select, more {In {month} there {n, plural, one {was # call} other {were # calls}}, {difference, number} more than by this day in {lastMonth}.} fewer {In {month} there {n, plural, one {was # call} other {were # calls}}, {difference, number} fewer than by this day in {lastMonth}.} same {In {month} there {n, plural, one {was # call} other {were # calls}}, as many as by this day in {lastMonth}.} other {In {month} there {n, plural, one {was # call} other {were # calls}}.}}',
  'figures.category.answered': 'Answered',
  'figures.category.error': 'Errors',
  'figures.category.missed': 'Missed',
  'figures.category.unknown': 'Unknown',
  'figures.category.voicemail': 'Voicemail',
  'figures.count': '{n, plural, one {# call} other {# calls}}',
  'figures.day': 'Day',
  'figures.dayTitle': '{day}: {calls}',
  'figures.empty':
    'There are no calls in this month or the last one. As soon as your agent takes a call, it is counted here.',
  'figures.hours': 'Busiest hours',
  'figures.hoursNote': 'All calls of {lastMonth} and {month}, by the hour of the week.',
  'figures.later': 'The calls could not be counted in time. Open this page again in a minute.',
  'figures.missed':
    '{change, select, more {{n, plural, =0 {No call was} one {# call was} other {# calls were}} missed, {difference, number} more than by this day in {lastMonth}.} fewer {{n, plural, =0 {No call was} one {# call was} other {# calls were}} missed, {difference, number} fewer than by this day in {lastMonth}.} same {{n, plural, =0 {No call was} one {# call was} other {# calls were}} missed, as many as by this day in {lastMonth}.} other {{n, plural, =0 {No call was} one {# call was} other {# calls were}} missed.}}',
  'figures.noHours':
    'To see how many calls came outside your opening hours, enter them in the settings.',
  'figures.noOutcome': 'Without an outcome',
  'figures.now': '{month} so far',
  'figures.outcomes': 'Outcomes',
  'figures.outcomesNote': '{month} so far; in brackets {lastMonth} by this day.',
  'figures.outside':
    '{change, select, more {{n, plural, =0 {No call} one {# call} other {# calls}} came outside your opening hours, {difference, number} more than by this day in {lastMonth}.} fewer {{n, plural, =0 {No call} one {# call} other {# calls}} came outside your opening hours, {difference, number} fewer than by this day in {lastMonth}.} same {{n, plural, =0 {No call} one {# call} other {# calls}} came outside your opening hours, as many as by this day in {lastMonth}.} other {{n, plural, =0 {No call} one {# call} other {# calls}} came outside your opening hours.}}',
  'figures.row.calls': 'Calls',
  'figures.row.outside': 'Outside opening hours',
  'figures.row.value': 'Value of bookings',
  'figures.setHours': 'Enter opening hours',
  'figures.title': 'Figures',
  'figures.value':
    '{change, select, more {The bookings are worth {value}, {difference} more than by this day in {lastMonth}.} fewer {The bookings are worth {value}, {difference} less than by this day in {lastMonth}.} same {The bookings are worth {value}, as much as by this day in {lastMonth}.} other {The bookings are worth {value}.}}',
  'figures.whole': 'All of {lastMonth}',
  'figures.wholeSentence':
    'In all of {lastMonth} there {n, plural, one {was # call} other {were # calls}}.',
} as const satisfies Record<string, string>
