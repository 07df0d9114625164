#include "files/picture_text.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>

#include "base/text.hpp"

namespace parley::files {

namespace {

// Large letters are read best in a small picture, small ones in a large one.
constexpr std::array sides{1000, 1600, 2600};
using Sense = PictureReader::Sense;
// It is read larger where that was not for nothing so far: a large picture without text takes long.
constexpr std::array needed{Sense::nonsense, Sense::little, Sense::good};
constexpr int resolution = 150;  // points an inch: what is a usual size of letters
// Of the processor, after which a picture is given up; looked at between words. A page in small
// print that lies on its side takes ten.
constexpr std::clock_t time_max = 20 * CLOCKS_PER_SEC;
// What was read as it stands, in letters and per cent; what lies on its side gives less.
constexpr std::ptrdiff_t letters_enough = 12;
constexpr int sure_enough = 60;
// A page of which nothing more is seen in a larger picture.
constexpr std::ptrdiff_t page_letters = 1000;
constexpr int page_sure = 85;
// So many, so poorly read, are leaves or a carpet.
constexpr std::ptrdiff_t many_letters = 200;
constexpr int hardly_sure = 40;
// Between what was read in one way and in another: nothing that would join two numbers.
constexpr std::string_view apart = "\n-----\n";

constexpr auto allowed = "tessedit_char_whitelist";
constexpr auto digits = "0123456789";
// A line that may be a number: so many letters, six in ten of which are digits or look like them.
constexpr std::ptrdiff_t number_min = 10;
constexpr std::ptrdiff_t digits_min = 3;
constexpr std::string_view like_digits = "0123456789OoQDIlJi|]![}{/?SsBZzATtL";
constexpr int margin = 8;

struct Box {
    int left = 0, top = 0, right = 0, bottom = 0;
};

std::ptrdiff_t letters_in(std::string_view text) {
    return std::ranges::count_if(text, [](unsigned char c) { return c > ' '; });
}

bool may_be_number(std::string_view line) {
    auto const like = std::ranges::count_if(line, [](char c) { return like_digits.contains(c); });
    auto const real = std::ranges::count_if(line, [](char c) { return c >= '0' && c <= '9'; });
    return real >= digits_min && like >= number_min && like * 10 >= letters_in(line) * 6;
}

std::vector<Box> numbers(tesseract::TessBaseAPI& api) {
    using tesseract::RIL_TEXTLINE;
    std::vector<Box> boxes;
    std::unique_ptr<tesseract::ResultIterator> const lines{api.GetIterator()};
    if (!lines) return boxes;
    do {
        std::unique_ptr<char[]> const text{lines->GetUTF8Text(RIL_TEXTLINE)};
        Box box;
        if (text && may_be_number(text.get()) &&
            lines->BoundingBox(RIL_TEXTLINE, &box.left, &box.top, &box.right, &box.bottom)) {
            boxes.push_back(box);
        }
    } while (lines->Next(RIL_TEXTLINE));
    return boxes;
}

bool is_over_time() { return std::clock() > time_max; }

}  // namespace

struct PictureReader::Library {
    tesseract::TessBaseAPI api;
    tesseract::ETEXT_DESC watch;
};

PictureReader::PictureReader() : library_(std::make_unique<Library>()) {
    // English letters, and every digit: what stands around a number in other languages is read well
    // enough.
    if (library_->api.Init(nullptr, "eng", tesseract::OEM_LSTM_ONLY) != 0) {
        throw std::runtime_error{"the model that reads pictures is not there"};
    }
    library_->watch.cancel = [](void*, int) { return is_over_time(); };
}

PictureReader::~PictureReader() = default;

void PictureReader::read(Picture const& picture, Reading& reading) {
    int const frames = frames_in(picture);
    int const largest = 2 * std::max(picture.width, picture.height);
    for (int frame = 0; frame < frames; ++frame) {
        auto best = Sense::nonsense;
        int upright = 0;  // so many quarters it is to be turned
        for (std::size_t i = 0; i < sides.size(); ++i) {
            if (i > 0 && (sides[i - 1] >= largest || best < needed[i])) break;
            auto seen = shades(picture, frame, sides[i]);
            for (int turn = 0; turn < upright; ++turn) seen = turned(seen);
            best = std::max(best, read_once(seen, reading));
            // What lies on its side is a photo, and large.
            for (int turn = 1; i == 0 && turn < 4 && best < Sense::good; ++turn) {
                seen = turned(seen);
                auto const sense = read_once(seen, reading);
                if (sense > best) upright = turn;
                best = std::max(best, sense);
            }
            if (i > 0 && best == Sense::all) break;
        }
    }
    reading.flush();
}

Sense PictureReader::read_once(Shades const& seen, Reading& reading) {
    auto& api = library_->api;
    auto const* points = reinterpret_cast<unsigned char const*>(seen.points.data());
    api.SetVariable(allowed, "");
    api.SetPageSegMode(tesseract::PSM_SPARSE_TEXT);
    api.SetImage(points, seen.width, seen.height, 1, seen.width);
    api.SetSourceResolution(resolution);
    auto const text = recognized();
    reading.text(text);
    auto const letters = letters_in(text);
    auto const sure = api.MeanTextConf();
    read_digits(seen, reading);
    reading.text(apart);
    if (letters >= page_letters && sure >= page_sure) return Sense::all;
    if (letters >= letters_enough && sure >= sure_enough) return Sense::good;
    return letters >= many_letters && sure < hardly_sure ? Sense::nonsense : Sense::little;
}

/// A 1 is easily taken for a letter, unless there are none.
void PictureReader::read_digits(Shades const& seen, Reading& reading) {
    auto& api = library_->api;
    auto const boxes = numbers(api);
    if (boxes.empty()) return;
    api.SetVariable(allowed, digits);
    api.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
    for (auto const& box : boxes) {
        auto const left = std::max(0, box.left - margin), top = std::max(0, box.top - margin);
        api.SetRectangle(left, top, std::min(seen.width, box.right + margin) - left,
                         std::min(seen.height, box.bottom + margin) - top);
        reading.text(apart);
        reading.text(recognized());
    }
}

std::string PictureReader::recognized() {
    auto& [api, watch] = *library_;
    bool const failed = api.Recognize(&watch) != 0;
    std::unique_ptr<char[]> const text{failed ? nullptr : api.GetUTF8Text()};
    if (!text || is_over_time() || !is_utf8(text.get())) {
        throw Refuse{domain::FileRefusal::unreadable};
    }
    return text.get();
}

}  // namespace parley::files
