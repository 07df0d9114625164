// Documents of Office before 2007. There is no parser for them here: every run of letters that
// stands in the file is taken, in 8 bit and in UTF-16, and the numbers of tables, which stand there
// as binary. What is packed in another way, such as pictures, is not seen.

#include <bit>
#include <cmath>
#include <cstring>

#include "files/readers.hpp"

namespace parley::files {

namespace {

constexpr std::size_t run_min = 4;
constexpr std::size_t run_max = 64 * 1024;

bool is_printable(unsigned char c) { return (c >= 0x20 && c < 0x7F) || c == '\t'; }

/// Runs of printable ASCII, one character every `step` bytes, the others zero.
void read_runs(std::string_view bytes, std::size_t step, Reading& reading) {
    std::string run;
    auto const put = [&] {
        if (run.size() >= run_min) {
            reading.text(run);
            reading.separate('\n');
        }
        run.clear();
    };
    for (std::size_t i = 0; i + step <= bytes.size();) {
        bool const wide = step == 1 || bytes[i + 1] == 0;
        if (wide && is_printable(static_cast<unsigned char>(bytes[i]))) {
            run += bytes[i];
            if (run.size() == run_max) put();
            i += step;
        } else {
            put();
            ++i;  // such text may begin at an odd byte
        }
    }
    put();
}

/// The records of Excel that hold one number each: 03 02, their 14 bytes, row, column, format and
/// the number (MS-XLS 2.4.180).
void read_numbers(std::string_view bytes, Reading& reading) {
    using namespace std::string_view_literals;
    constexpr auto head = "\x03\x02\x0E\x00"sv;
    constexpr std::size_t number_at = 10;
    for (auto at = bytes.find(head); at != bytes.npos; at = bytes.find(head, at + 1)) {
        if (at + number_at + sizeof(double) > bytes.size()) return;
        double number = 0;
        std::memcpy(&number, bytes.data() + at + number_at, sizeof number);
        if (!(number >= 0 && number < 9e18) || std::trunc(number) != number) continue;
        reading.text(std::to_string(static_cast<std::int64_t>(number)));
        reading.separate(' ');
    }
    reading.separate('\n');
}

}  // namespace

void read_ole(std::string_view bytes, Reading& reading) {
    static_assert(std::endian::native == std::endian::little);
    read_runs(bytes, 1, reading);
    read_runs(bytes, 2, reading);
    read_numbers(bytes, reading);
}

}  // namespace parley::files
