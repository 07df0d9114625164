// The tests, and the children that they start: with an argument this program is no test but a
// child, a good one (look-into) or one that behaves badly in the way that the argument says.

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <new>
#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "files/child.hpp"
#include "files/confine.hpp"
#include "files/report.hpp"

/// libimagequant, with which the tests make GIFs, keeps the memory of threads that have ended, and
/// fontconfig, with which they write on pictures, what it knows of typefaces.
extern "C" char const* __lsan_default_suppressions() {
    return "leak:libimagequant\nleak:libfontconfig";
}

namespace {

using namespace parley;
using namespace parley::files;

/// What a child that was taken over would try. Says of each whether it could.
std::string attempts() {
    std::string said;
    auto const tell = [&](std::string_view what, bool could) {
        said += std::string{what} + (could ? ": yes\n" : ": no\n");
    };
    tell("open", ::open("/etc/passwd", O_RDONLY) >= 0);
    tell("write", ::open("/tmp/parley-child", O_WRONLY | O_CREAT, 0600) >= 0);
    tell("socket", ::socket(AF_INET, SOCK_STREAM, 0) >= 0);
    tell("fork", ::fork() >= 0);
    char* none[] = {nullptr};
    tell("run", ::execve("/bin/true", none, none) == 0);
    tell("kill", ::kill(::getppid(), 0) == 0);
    tell("code", ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
    rlimit more{RLIM_INFINITY, RLIM_INFINITY};
    tell("limit", ::setrlimit(RLIMIT_CPU, &more) == 0);
    tell("environment",
         std::string_view{*environ} != "OMP_THREAD_LIMIT=1" || environ[1] != nullptr);
    tell("descriptor", ::write(3, "", 0) == 0);
    return said;
}

[[noreturn]] void wait_for_ever() {
    while (true) ::pause();
}

/// A picture frame as the writer would never write it.
Picture odd_picture(int width, int height, std::string_view media, std::string bytes) {
    return {std::move(bytes), media, width, height};
}

void lie(std::string const& how, ReportWriter& report) {
    std::string const jpeg = "\xFF\xD8\xFF\xE0";
    if (how == "lie-length") (void)!::write(1, "T\xFF\xFF\xFF\x7F", 5);
    if (how == "lie-letter") (void)!::write(1, "Q\0\0\0\0", 5);
    if (how == "lie-utf8") report.text("\xFF\xFE");
    if (how == "lie-media") report.picture(odd_picture(9, 9, "image/jpeg", "<html>"));
    if (how == "lie-size") report.picture(odd_picture(1 << 20, 1 << 20, "image/jpeg", jpeg));
    if (how == "lie-zero") report.picture(odd_picture(0, 5, "image/jpeg", jpeg));
    if (how == "lie-small") {
        report.picture(odd_picture(900, 900, "image/jpeg", jpeg));
        report.small(odd_picture(900, 900, "image/jpeg", jpeg));
    }
    if (how == "lie-text") report.text("of a picture");
    if (how == "lie-endless") {
        std::string const piece(60'000, 'x');
        while (true) report.text(piece);
    }
    report.fine();
    wait_for_ever();
}

int behave(std::span<char* const> arguments) {
    if (auto const of_pictures = looks_into(arguments)) return look_into_child(0, 1, *of_pictures);
    std::string const how = arguments[1];
    ReportWriter report{1};
    if (how == "crash") std::abort();
    if (how == "leave") return 0;
    if (how == "over-time") ::raise(SIGXCPU);  // as once its time is used up
    if (how.starts_with("lie")) lie(how, report);
    if (how == "hang") {
        report.text(std::to_string(::getpid()));
        wait_for_ever();
    }
    limit_resources();
    if (how == "eat") {
        // As much as two of the most expensive pictures take.
        auto* const much = std::malloc(std::size_t{3} << 30);
        report.text(much == nullptr ? "no" : "yes");
        std::free(much);
        report.fine();
        return 0;
    }
    if (!lock_in()) report.later();
    report.text(attempts());
    report.fine();
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    auto const all = std::span<char* const>{arguments, static_cast<std::size_t>(count)};
    if (count > 1 && arguments[1][0] != '-') ::_exit(behave(all));
    ::testing::InitGoogleMock(&count, arguments);
    return RUN_ALL_TESTS();
}
