#include "app/doctor_checks.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "app/data_directory.hpp"
#include "base/limits.hpp"

namespace parley::app {

namespace {

namespace fs = std::filesystem;
using store::Finding;
using store::Verdict;

// statfs(2). SQLite's log needs memory that all processes share, which these cannot give.
constexpr long network_file_systems[] = {0x6969 /* NFS */, 0x517B /* SMB */, 0xFF534D42 /* CIFS */,
                                         0xFE534D42 /* SMB2 */, 0x01021997 /* 9P */};
constexpr std::uintmax_t megabyte = 1'000'000;
constexpr int bus_patience_ms = 3000;

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    int get() const { return number_; }

  private:
    int const number_;
};

Finding check_access(fs::path const& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
        return {"access", Verdict::error, path.string() + ": " + std::strerror(errno)};
    }
    if (::access(path.c_str(), R_OK | W_OK) != 0) {
        return {"access", Verdict::error,
                path.string() + " belongs to user " + std::to_string(status.st_uid) +
                    " and cannot be written by user " + std::to_string(::geteuid()) +
                    ": run this, and the server, as its owner"};
    }
    if ((status.st_mode & 077) != 0) {
        return {
            "access", Verdict::warning,
            path.string() + " is open to other users of this machine: chmod go= " + path.string()};
    }
    return {"access", Verdict::ok, path.string() + " is open to its owner only"};
}

Finding check_room(fs::path const& directory, std::uintmax_t data) {
    std::error_code error;
    auto const room = fs::space(directory, error).available;
    if (error) return {"room", Verdict::error, directory.string() + ": " + error.message()};
    auto const text = std::to_string(room / megabyte) + " MB are free in " + directory.string();
    if (room < 100 * megabyte) {
        return {"room", Verdict::error, text + ": everything that writes is refused soon"};
    }
    if (room < 1000 * megabyte || room < data / 5) {
        return {
            "room", Verdict::warning,
            text + ", which is not much for " + std::to_string(data / megabyte) + " MB of data"};
    }
    return {"room", Verdict::ok, text};
}

Finding check_file_system(fs::path const& directory) {
    struct statfs status{};
    bool const known = ::statfs(directory.c_str(), &status) == 0;
    auto const type = static_cast<long>(status.f_type);
    if (known && std::ranges::count(network_file_systems, type) > 0) {
        return {"file_system", Verdict::error,
                directory.string() +
                    " is on a network file system, where SQLite destroys data: "
                    "use a local disk, or --database"};
    }
    return {"file_system", Verdict::ok, directory.string() + " is on a local file system"};
}

Finding check_lock(fs::path const& directory) {
    Descriptor const file{::open((directory / "lock").c_str(), O_RDONLY | O_CLOEXEC)};
    bool const used = file.get() >= 0 && ::flock(file.get(), LOCK_SH | LOCK_NB) != 0;
    return {"server", Verdict::ok,
            used ? "a server runs on the directory" : "no server runs on the directory"};
}

struct AddressList {
    addrinfo* first = nullptr;
    ~AddressList() {
        if (first) ::freeaddrinfo(first);
    }
};

bool becomes_ready(int socket, short what) {
    pollfd entry{socket, what, 0};
    return ::poll(&entry, 1, bus_patience_ms) == 1;
}

/// What the other side says first; what went wrong, thrown as text.
std::string first_words(std::string const& host, std::string const& port) {
    AddressList list;
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    if (auto const failed = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &list.first)) {
        throw std::runtime_error(::gai_strerror(failed));
    }
    std::string problem = "no address";
    for (auto const* each = list.first; each; each = each->ai_next) {
        Descriptor const socket{
            ::socket(each->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
        int error = 0;
        if (::connect(socket.get(), each->ai_addr, each->ai_addrlen) != 0) {
            error = errno;
            if (error == EINPROGRESS) {
                error = ETIMEDOUT;
                if (becomes_ready(socket.get(), POLLOUT)) {
                    socklen_t size = sizeof error;
                    ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
                }
            }
        }
        problem = std::strerror(error);
        if (error != 0) continue;
        char words[256];
        auto const got =
            becomes_ready(socket.get(), POLLIN) ? ::recv(socket.get(), words, sizeof words, 0) : 0;
        return {words, static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
    }
    throw std::runtime_error(problem);
}

}  // namespace

DirectoryFindings check_directory(std::string const& name) {
    fs::path const directory{name};
    std::error_code error;
    if (!fs::is_directory(directory, error)) {
        return {{{"directory", Verdict::error,
                  "there is no directory " + name + "; the first start makes it"}},
                false};
    }
    fs::path const file{DataDirectory::database_file(name)};
    auto const size = fs::file_size(file, error);
    bool const missing = static_cast<bool>(error);
    DirectoryFindings result{{check_access(directory), check_file_system(directory),
                              check_room(directory, missing ? 0 : size), check_lock(directory)},
                             !missing && size > 0};
    if (missing) {
        result.findings.push_back({"database", Verdict::warning,
                                   "there is no database in " + name +
                                       " yet: the first start makes it, or parley restore"});
    } else if (size == 0) {
        result.findings.push_back({"database", Verdict::error,
                                   file.string() + " is empty: restore a backup, or delete the "
                                                   "file to begin anew"});
    } else {
        result.findings.push_back(check_access(file));
    }
    return result;
}

Finding check_open_files() {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    auto const text = "a process may open " + std::to_string(files.rlim_max) + " files";
    auto const wanted = static_cast<rlim_t>(Limits{}.connections_max) + 200;
    if (files.rlim_max >= wanted) return {"open_files", Verdict::ok, text};
    return {"open_files", Verdict::warning,
            text + "; every connection is one. For " + std::to_string(Limits{}.connections_max) +
                " connections set LimitNOFILE=65536 in the systemd unit, or ulimit -Hn"};
}

Finding check_bus(std::string const& url) {
    auto const scheme = url.find("://");
    auto rest = scheme == std::string::npos ? std::string{} : url.substr(scheme + 3);
    rest.erase(0, rest.rfind('@') + 1);  // a name and a password stay here
    rest.erase(std::min(rest.find('/'), rest.size()));
    auto const colon = rest.rfind(':');
    bool const has_port = colon != std::string::npos && rest.back() != ']';
    auto host = rest.substr(0, has_port ? colon : rest.size());
    auto const port = has_port ? rest.substr(colon + 1) : "4222";
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host.empty()) return {"bus", Verdict::error, "--bus must be like nats://host:4222"};
    try {
        if (first_words(host, port).starts_with("INFO ")) {
            return {"bus", Verdict::ok, "NATS answers at " + rest};
        }
        return {"bus", Verdict::error, "what answers at " + rest + " is not NATS"};
    } catch (std::exception const& error) {
        // Without the bus everything still arrives, within a second.
        return {"bus", Verdict::error,
                "the bus at " + rest + " cannot be reached: " + error.what() +
                    ". Servers do without, a second slower"};
    }
}

}  // namespace parley::app
