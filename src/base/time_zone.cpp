#include "base/time_zone.hpp"

#include <map>
#include <memory>
#include <mutex>

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include "base/ensure.hpp"

namespace parley {

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = minutes_a_day * minute_ms;

/// The zones that were asked for. There are a few hundred at most, and each is costly to make.
icu::BasicTimeZone const* zone_named(std::string const& name) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<icu::TimeZone>> known;
    std::lock_guard const lock{mutex};
    if (auto const found = known.find(name); found != known.end()) {
        return dynamic_cast<icu::BasicTimeZone const*>(found->second.get());
    }
    std::unique_ptr<icu::TimeZone> zone{
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name))};
    // ICU reads more than names of the database, such as GMT+3, and gives Etc/Unknown for the rest.
    icu::UnicodeString canonical;
    UErrorCode error = U_ZERO_ERROR;
    UBool is_system = false;
    icu::TimeZone::getCanonicalID(icu::UnicodeString::fromUTF8(name), canonical, is_system, error);
    if (!zone || U_FAILURE(error) || !is_system || *zone == icu::TimeZone::getUnknown()) {
        return nullptr;
    }
    return dynamic_cast<icu::BasicTimeZone const*>(
        known.emplace(name, std::move(zone)).first->second.get());
}

}  // namespace

std::optional<std::chrono::local_days> day_from_text(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    auto const number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        for (char const c : text.substr(at, size)) {
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    auto const year = number(0, 4);
    auto const month = number(5, 2);
    auto const day = number(8, 2);
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    std::chrono::year_month_day const date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional{std::chrono::local_days{date}} : std::nullopt;
}

std::string day_text(std::chrono::local_days day) {
    std::chrono::year_month_day const date{day};
    std::string text = "0000-00-00";
    auto const write = [&](std::size_t last, unsigned value) {
        for (; value > 0; value /= 10) text[last--] = static_cast<char>('0' + value % 10);
    };
    write(3, static_cast<unsigned>(static_cast<int>(date.year())));
    write(6, static_cast<unsigned>(date.month()));
    write(9, static_cast<unsigned>(date.day()));
    return text;
}

std::optional<TimeZone> TimeZone::find(std::string const& name) {
    auto const* const zone = zone_named(name);
    return zone ? std::optional{TimeZone{zone}} : std::nullopt;
}

LocalTime TimeZone::local(Instant at) const {
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode error = U_ZERO_ERROR;
    auto const& zone = *static_cast<icu::BasicTimeZone const*>(zone_);
    zone.getOffset(static_cast<double>(at.ms), false, raw, summer, error);
    ENSURE(U_SUCCESS(error));
    auto const local = at.ms + raw + summer;
    auto const day = local >= 0 ? local / day_ms : -((day_ms - 1 - local) / day_ms);
    return {std::chrono::local_days{std::chrono::days{day}}, (local - day * day_ms) / minute_ms};
}

Instant TimeZone::instant(std::chrono::local_days day, std::int64_t minute) const {
    auto const local = std::int64_t{day.time_since_epoch().count()} * day_ms + minute * minute_ms;
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode error = U_ZERO_ERROR;
    auto const& zone = *static_cast<icu::BasicTimeZone const*>(zone_);
    zone.getOffsetFromLocal(static_cast<double>(local), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER,
                            raw, summer, error);
    ENSURE(U_SUCCESS(error));
    return {local - raw - summer};
}

}  // namespace parley
