// Reports as CSV: the rows that report.get gives, a column a figure. Columns have stable names, and
// each kind has its own, whatever was found.
#include "service/reports.hpp"

namespace parley::service {

namespace {

/// RFC 4180. A spreadsheet takes a text that begins so for a formula, and might run it.
std::string cell(std::string const& text) {
    constexpr std::string_view begins_formula = "=+-@\t\r";
    auto safe = text;
    if (!safe.empty() && begins_formula.find(safe.front()) != std::string_view::npos) {
        safe.insert(0, "'");
    }
    if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
    std::string quoted = "\"";
    for (char const c : safe) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

class Table {
  public:
    Table(ReportKind kind, std::optional<ReportBy> by) : kind_(kind), by_(by) {}

    std::string text(std::vector<ReportRow> const& rows) {
        write({});
        end_line(head_);
        for (auto const& row : rows) {
            write(row);
            end_line(line_);
        }
        return std::move(text_);
    }

  private:
    void write(ReportRow const& row) {
        write_subject(row);
        if (kind_ == ReportKind::codes) {
            number("chats", row.coded);
            times("handle", row.handle);
            return;
        }
        if (kind_ == ReportKind::states) {
            number("seconds", row.seconds);
            return;
        }
        bool const of_agents = kind_ == ReportKind::agents;
        if (!of_agents) number("arrived", row.arrived);
        number("answered", row.answered);
        number("answered_in_time", row.answered_in_time);
        if (!of_agents) {
            number("service_percent", row.service_percent);
            number("abandoned", row.abandoned);
            number("left_message", row.left_message);
            number("solved_by_bot", row.solved_by_bot);
        }
        number("handled", row.handled);
        number("transferred", row.transferred);
        number("missed", row.missed);
        number("declined", row.declined);
        times("wait", row.wait);
        if (!of_agents) times("gave_up", row.gave_up);
        times("first_answer", row.first_answer);
        times("handle", row.handle);
        times("wrap_up", row.wrap_up);
    }

    void write_subject(ReportRow const& row) {
        if (by_ == ReportBy::day) add("day", row.day.value_or(""));
        if (by_ == ReportBy::weekday_hour) number("weekday", row.weekday);
        if (by_ == ReportBy::hour || by_ == ReportBy::weekday_hour) number("hour", row.hour);
        if (kind_ == ReportKind::hours) return;
        if (kind_ == ReportKind::queues) add("queue", row.queue ? to_text(*row.queue) : "");
        if (kind_ == ReportKind::codes) add("code", row.code ? to_text(*row.code) : "");
        if (kind_ == ReportKind::agents || kind_ == ReportKind::states) {
            add("agent", row.agent ? to_text(*row.agent) : "");
        }
        add("name", row.name.value_or(""));
        if (kind_ != ReportKind::states) return;
        add("label", row.label ? std::string{word(*row.label)} : "");
        add("status", row.status.value_or(""));
        add("reason", row.reason.value_or(""));
    }

    void times(std::string const& name, std::optional<ReportTimes> const& it) {
        auto const figure = [&](char const* what, std::int64_t ReportTimes::* member) {
            number(name + what, it ? std::optional{(*it).*member} : std::nullopt);
        };
        figure("_count", &ReportTimes::count);
        figure("_mean_s", &ReportTimes::mean_s);
        figure("_median_s", &ReportTimes::median_s);
        figure("_p90_s", &ReportTimes::p90_s);
    }

    void number(std::string const& name, std::optional<std::int64_t> value) {
        put(name, value ? std::to_string(*value) : std::string{});
    }
    void add(std::string const& name, std::string const& text) { put(name, cell(text)); }
    void put(std::string const& name, std::string const& text) {
        head_ += (head_.empty() ? "" : ",") + name;
        line_ += (first_ ? "" : ",") + text;
        first_ = false;
    }
    void end_line(std::string const& line) {
        text_ += line + "\r\n";
        head_.clear();
        line_.clear();
        first_ = true;
    }

    ReportKind const kind_;
    std::optional<ReportBy> const by_;
    std::string text_;
    std::string head_;
    std::string line_;
    bool first_ = true;
};

}  // namespace

std::string csv_of(ReportKind kind, std::optional<ReportBy> by,
                   std::vector<ReportRow> const& rows) {
    return Table{kind, by}.text(rows);
}

}  // namespace parley::service
