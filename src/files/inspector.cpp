#include "files/inspector.hpp"

#include <array>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "files/report.hpp"
#include "files/waiting.hpp"

namespace parley::files {

namespace {

using domain::FileKind;
using domain::FileRefusal;

struct Pipe {
    Fd read;
    Fd write;
};

std::optional<Pipe> make_pipe() {
    int fds[2];
    if (::pipe2(fds, O_CLOEXEC) != 0) return {};
    return Pipe{Fd{fds[0]}, Fd{fds[1]}};
}

/// A process that is over when this is, however it was doing.
class Child {
  public:
    static std::optional<Child> start(Inspector::Program const& program, bool reads_pictures) {
        auto in = make_pipe();
        auto out = make_pipe();
        if (!in || !out) return {};
        auto const pid = spawn(program, reads_pictures, in->read.get(), out->write.get());
        if (pid <= 0) return {};
        set_nonblocking(in->write);
        set_nonblocking(out->read);
        return Child{pid, std::move(in->write), std::move(out->read)};
    }

    Child(Child&& other) noexcept
        : in(std::move(other.in)), out(std::move(other.out)), pid_(std::exchange(other.pid_, 0)) {}

    ~Child() { end(); }

    /// Gives its status, as waitpid() does: of one that has died, of what. 0 where it was asked for
    /// before.
    int end() {
        if (pid_ == 0) return 0;
        int status = 0;
        ::kill(pid_, SIGKILL);
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
        pid_ = 0;
        return status;
    }

    Fd in;   // what it reads
    Fd out;  // what it says

  private:
    Child(pid_t pid, Fd in_, Fd out_) : in(std::move(in_)), out(std::move(out_)), pid_(pid) {}

    /// With these two descriptors, and silent besides. Of the environment it has what keeps the
    /// library that reads pictures from making threads.
    static pid_t spawn(Inspector::Program const& program, bool reads_pictures, int in, int out) {
        std::vector<char*> arguments{const_cast<char*>("parley")};
        for (auto const& argument : program.arguments) {
            arguments.push_back(const_cast<char*>(argument.c_str()));
        }
        if (reads_pictures) arguments.push_back(const_cast<char*>(and_read));
        arguments.push_back(nullptr);
        char* const environment[] = {const_cast<char*>("OMP_THREAD_LIMIT=1"), nullptr};

        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);

        posix_spawnattr_t how;
        posix_spawnattr_init(&how);
        sigset_t signals;
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&how, &signals);
        sigfillset(&signals);
        posix_spawnattr_setsigdefault(&how, &signals);
        posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

        pid_t pid = 0;
        auto const error =
            ::posix_spawn(&pid, program.path.c_str(), &files, &how, arguments.data(), environment);
        posix_spawnattr_destroy(&how);
        posix_spawn_file_actions_destroy(&files);
        return error == 0 ? pid : 0;
    }

    pid_t pid_;
};

bool is_open_end(ssize_t result) { return result < 0 && (errno == EAGAIN || errno == EINTR); }

/// Writes what fits; the end of the file closes the pipe, as does a child that reads no more.
void feed(Fd& in, std::string_view& head, std::string_view& bytes) {
    auto& rest = head.empty() ? bytes : head;
    auto const written = ::write(in.get(), rest.data(), rest.size());
    if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    bool const broken = written < 0 && !is_open_end(written);
    if (broken || (head.empty() && bytes.empty())) in.close();
}

Looked refused(FileRefusal reason) {
    Looked looked;
    looked.what = Looked::What::refused;
    looked.reason = reason;
    return looked;
}

Looked later(std::string_view why) {
    Looked looked;
    looked.why = why;
    return looked;
}

/// What is said of a file on which the child has hung, died or lied.
Looked given_up(domain::FileType const& type, ReportReader const& report) {
    // A picture that was made anew is a good one: it is the reading that failed.
    bool const is_broken = type.kind == FileKind::picture && !report.has_pictures();
    return refused(is_broken ? FileRefusal::broken : FileRefusal::unreadable);
}

Looked died(domain::FileType const& type, ReportReader const& report, int status) {
    bool const took_too_long = WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
    bool const is_large = type.kind == FileKind::picture && !report.has_pictures();
    return took_too_long && is_large ? refused(FileRefusal::too_large) : given_up(type, report);
}

}  // namespace

Looked Inspector::look_into(std::string_view bytes, domain::FileType const& type,
                            TextSink const& on_text, std::stop_token stop,
                            PictureText of_pictures) const {
    if (bytes.size() > file_bytes_max) return refused(FileRefusal::too_large);
    bool const reads = type.kind == FileKind::picture && of_pictures == PictureText::read;
    auto child = Child::start(program_, reads);
    if (!child) return later("no process could be started");

    auto const head_line = std::string{type.extension} + " " + std::to_string(bytes.size()) + "\n";
    std::string_view head = head_line;
    ReportReader report{type, reads ? PictureText::read : PictureText::ignored, on_text};
    Waiting waiting{std::move(stop), wait_max_};
    std::string piece(64 * 1024, '\0');
    while (true) {
        std::array<pollfd, 2> ready{pollfd{child->in.get(), POLLOUT, 0},
                                    pollfd{child->out.get(), POLLIN, 0}};
        if (!waiting.until_ready(ready)) {
            return waiting.stopped() ? later("stopped") : given_up(type, report);
        }
        if (ready[0].revents != 0) feed(child->in, head, bytes);
        if (ready[1].revents == 0) continue;
        auto const count = ::read(child->out.get(), piece.data(), piece.size());
        if (is_open_end(count)) continue;
        if (count <= 0) return died(type, report, child->end());
        auto const said = std::string_view{piece}.substr(0, static_cast<std::size_t>(count));
        auto const progress = report.take(said);
        if (progress == ReportReader::Progress::lie) return given_up(type, report);
        if (progress == ReportReader::Progress::more) continue;
        auto looked = std::move(report).looked();
        if (looked.what == Looked::What::later) looked.why = "the child could not begin";
        return looked;
    }
}

}  // namespace parley::files
