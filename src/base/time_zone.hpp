#pragma once
// Local time: which day and minute it is somewhere, and when such a minute is. The zones are those
// of the IANA database that comes with ICU, so that no file of the machine is read.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace parley {

inline constexpr std::int64_t minutes_a_day = 1440;

/// Reads and writes 2026-11-22; nothing where the text is not a day written so.
std::optional<std::chrono::local_days> day_from_text(std::string_view text);
std::string day_text(std::chrono::local_days day);

struct LocalTime {
    std::chrono::local_days day;
    std::int64_t minute;  // of the day, from 0
};

/// A zone by its name, such as Europe/Berlin or UTC. Cheap to copy; safe to share between threads.
class TimeZone {
  public:
    /// Nothing where there is no such zone.
    static std::optional<TimeZone> find(std::string const& name);

    LocalTime local(Instant at) const;
    /// When this minute of the day begins (0 to 1440). Of a minute that is there twice, when clocks
    /// are set back, the first; one that is skipped is as far into the time
    /// after the gap as it would have been into the gap.
    Instant instant(std::chrono::local_days day, std::int64_t minute) const;

  private:
    explicit TimeZone(void const* zone) : zone_(zone) {}
    void const* zone_;  // icu::TimeZone, which lives as long as the program
};

}  // namespace parley
