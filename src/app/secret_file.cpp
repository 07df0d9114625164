#include "app/secret_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <sys/stat.h>

#include "app/data_directory.hpp"

namespace parley::app {

std::string read_secret(std::string const& option, std::string const& path) {
    auto const which = option + " " + path;
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
        throw UsageError(which + ": " + std::strerror(errno));
    }
    if ((status.st_mode & 077) != 0) {
        throw UsageError(which + " is open to other users of this machine: chmod go= " + path);
    }
    std::ifstream file{path};
    std::string line;
    std::getline(file, line);
    if (line.ends_with('\r')) line.pop_back();  // written on Windows
    if (line.empty()) throw UsageError(which + " has no secret in its first line");
    return line;
}

}  // namespace parley::app
