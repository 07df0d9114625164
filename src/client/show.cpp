#include "client/show.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <sys/ioctl.h>
#include <unistd.h>

namespace parley::client {

std::string grouped(std::int64_t number) {
    auto text = std::to_string(number < 0 ? -number : number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
        text.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return number < 0 ? "-" + text : text;
}

std::string decimal(double number, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, std::abs(number));
    std::string const all = text;
    auto const point = all.find('.');
    auto const whole = grouped(std::stoll(all.substr(0, point)));
    auto const rest = point == std::string::npos ? std::string{} : all.substr(point);
    return (number < 0 ? "-" : "") + whole + rest;
}

std::string in_ms(double ms) { return decimal(ms, ms < 1 ? 2 : ms < 100 ? 1 : 0); }

std::string table(std::vector<std::pair<std::string, std::string>> const& rows) {
    std::size_t left = 0;
    std::size_t right = 0;
    for (auto const& [name, value] : rows) {
        left = std::max(left, name.size());
        right = std::max(right, value.size());
    }
    std::string text;
    for (auto const& [name, value] : rows) {
        text += "  " + name + std::string(left - name.size() + 3, ' ') +
                std::string(right - value.size(), ' ') + value + "\n";
    }
    return text;
}

Progress::Progress() : terminal_(::isatty(STDERR_FILENO) == 1) {}

void Progress::show(double part, std::string const& words) {
    constexpr int bar_columns = 28;
    if (terminal_) {
        auto const full = static_cast<int>(std::clamp(part, 0.0, 1.0) * bar_columns);
        auto line = "[" + std::string(static_cast<std::size_t>(full), '#') +
                    std::string(static_cast<std::size_t>(bar_columns - full), '.') + "] " + words;
        winsize window{};
        if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 1) {
            line = line.substr(0, window.ws_col - 1u);
        }
        std::fprintf(stderr, "\r%s\x1b[K", line.c_str());
        drawn_ = true;
        return;
    }
    constexpr std::chrono::seconds pause{5};
    auto const now = std::chrono::steady_clock::now();
    if (now < next_line_) return;
    next_line_ = now + pause;
    std::fprintf(stderr, "%3.0f %%  %s\n", 100 * part, words.c_str());
}

void Progress::note(std::string const& line) {
    std::fprintf(stderr, "%s%s\n", drawn_ ? "\r\x1b[K" : "", line.c_str());
    drawn_ = false;
}

void Progress::finish() {
    if (drawn_) std::fprintf(stderr, "\r\x1b[K");
    drawn_ = false;
}

}  // namespace parley::client
