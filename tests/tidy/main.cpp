// parley_tidy FOLDER: checks every file of the project below FOLDER and prints what is wrong, a
// line each. Ends with 1 where there is anything.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "rules.hpp"

namespace {

namespace fs = std::filesystem;

/// The text files of the project: everything but what is built, fetched, kept by git or not text.
std::vector<parley::tidy::File> read_project(fs::path const& root) {
    static std::set<std::string> const skipped_folders = {".git", "build", "data", "dist",
                                                          "node_modules"};
    static std::set<std::string> const skipped_endings = {".png", ".ico", ".woff2", ".gz", ".jpg"};
    std::vector<parley::tidy::File> files;
    for (auto at = fs::recursive_directory_iterator{root}; at != fs::end(at); ++at) {
        auto const name = at->path().filename().string();
        if (at->is_directory()) {
            if (skipped_folders.contains(name)) at.disable_recursion_pending();
            continue;
        }
        auto const path = at->path().lexically_relative(root).generic_string();
        if (!at->is_regular_file() || path == ".git" || path == "LICENSE" ||
            path.contains("fuzz/corpus") ||
            skipped_endings.contains(at->path().extension().string())) {
            continue;
        }
        std::ifstream stream{at->path(), std::ios::binary};
        files.push_back({path, {std::istreambuf_iterator<char>{stream}, {}}});
    }
    std::ranges::sort(files, {}, &parley::tidy::File::path);
    return files;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: parley_tidy FOLDER\n", stderr);
        return 2;
    }
    auto const findings = parley::tidy::check(read_project(arguments[1]));
    for (auto const& finding : findings) std::puts(finding.c_str());
    return findings.empty() ? 0 : 1;
}
