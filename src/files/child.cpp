#include "files/child.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <exception>
#include <optional>
#include <string>

#include <unistd.h>

#include "files/confine.hpp"
#include "files/content_type.hpp"
#include "files/file_text.hpp"
#include "files/picture_text.hpp"
#include "files/pictures.hpp"
#include "files/readers.hpp"
#include "files/report.hpp"

namespace parley::files {

namespace {

using domain::FileKind;
using domain::FileRefusal;
using domain::FileType;

constexpr std::size_t head_bytes_max = 64;

constexpr int status_done = 0;
constexpr int status_not_told = 2;  // no file came
constexpr int status_not_locked = 3;

bool read_all(int in, char* to, std::size_t bytes) {
    while (bytes > 0) {
        auto const count = ::read(in, to, bytes);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        to += count;
        bytes -= static_cast<std::size_t>(count);
    }
    return true;
}

struct Task {
    FileType const* type = nullptr;
    std::string bytes;
};

/// "pdf 1234\n" and so many bytes.
std::optional<Task> read_task(int in) {
    std::string head;
    char c = 0;
    while (c != '\n') {
        if (head.size() == head_bytes_max || !read_all(in, &c, 1)) return {};
        head += c;
    }
    auto const space = head.find(' ');
    auto const types = domain::file_types();
    auto const type = std::ranges::find(types, head.substr(0, space), &FileType::extension);
    if (type == types.end() || space == head.npos) return {};
    std::size_t size = 0;
    std::from_chars(head.data() + space + 1, head.data() + head.size(), size);
    if (size > file_bytes_max) return {};
    Task task{&*type, std::string(size, '\0')};
    if (!read_all(in, task.bytes.data(), size)) return {};
    return task;
}

/// What the child has at hand once it is locked in.
struct Tools {
    ContentTypes types;
    std::unique_ptr<PictureReader> pictures;  // none where their text is not read
};

void look(Task const& task, Tools& tools, ReportWriter& report) {
    if (auto const problem = tools.types.problem(task.bytes, *task.type)) throw Refuse{*problem};
    Reading reading{task.bytes.size(), [&](std::string_view piece) { report.text(piece); }};
    if (task.type->kind == FileKind::picture) {
        auto const pictures = remade(task.bytes, *task.type);
        report.picture(pictures.picture);
        report.small(pictures.small);
        if (tools.pictures) tools.pictures->read(pictures.picture, reading);
    } else {
        read_text(task.bytes, *task.type, reading);
    }
    if (reading.warning()) report.warning();
}

}  // namespace

std::optional<PictureText> looks_into(std::span<char* const> arguments) {
    if (arguments.size() < 2 || std::string_view{arguments[1]} != to_look) return {};
    if (arguments.size() == 2) return PictureText::ignored;
    bool const read = arguments.size() == 3 && std::string_view{arguments[2]} == and_read;
    return read ? std::optional{PictureText::read} : std::nullopt;
}

int look_into_child(int in, int out, PictureText of_pictures) {
    bool const reads = of_pictures == PictureText::read;
    limit_resources(reads ? cpu_s_of_reading : cpu_s_of_looking);
    ReportWriter report{out};
    std::optional<Tools> tools;
    try {
        tools.emplace();
        prepare_pdf();
        if (reads) tools->pictures = std::make_unique<PictureReader>();
    } catch (std::exception const&) {
        report.later();
        return status_not_locked;
    }
    if (!lock_in()) {
        report.later();
        return status_not_locked;
    }
    auto const task = read_task(in);
    if (!task) return status_not_told;
    try {
        look(*task, *tools, report);
        report.fine();
    } catch (Refuse const& refuse) {
        report.refused(refuse.reason);
    } catch (std::exception const&) {
        // A library that gave up, or no memory left for it.
        bool const is_picture = task->type->kind == FileKind::picture;
        report.refused(is_picture ? FileRefusal::broken : FileRefusal::unreadable);
    }
    return status_done;
}

}  // namespace parley::files
