// SPDX-License-Identifier: Apache-2.0
// Which number of a date in words is the day, which the month and which the year.

extension WordDate {
    mutating func arrange() -> Bool {
        if let month {
            fields.month = month
            return arrangeDayAndYear()
        }
        guard numbers.count == 3 else { return false }
        let (first, second, third) = (numbers[0], numbers[1], numbers[2])
        if first.digits == 4 {
            (fields.year, fields.month, fields.day) = (first.value, second.value, third.value)
            return true
        }
        guard third.digits == 4 || third.digits == 2, first.digits <= 2, second.digits <= 2 else { return false }
        fields.year = Self.fullYear(third.value, digits: third.digits)
        // With dots, or where it cannot be a month, the first is the day.
        let isDayFirst = hasDots || first.value > 12
        (fields.day, fields.month) = isDayFirst ? (first.value, second.value) : (second.value, first.value)
        return true
    }

    private mutating func arrangeDayAndYear() -> Bool {
        guard numbers.count == 2 else { return false }
        let yearIndex = numbers[0].digits >= 3 ? 0 : 1
        let year = numbers[yearIndex]
        let day = numbers[1 - yearIndex]
        guard day.digits <= 2, year.digits <= 4, year.digits >= 2 else { return false }
        fields.year = Self.fullYear(year.value, digits: year.digits)
        fields.day = day.value
        return true
    }
}
