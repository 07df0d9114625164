#pragma once
// The rules of style that a compiler does not know: who may include whom, how long a file may be,
// what it must say first. Each rule is a function of one file's path and text, so that a test can
// show it a bad sample and see it object.

#include <string>
#include <string_view>
#include <vector>

namespace parley::tidy {

/// A file of the project: its path from the project's folder, with slashes, and all of its text.
struct File {
    std::string path;
    std::string text;
};

/// What is wrong: "src/base/ids.hpp:12: …", with the line where there is one.
using Findings = std::vector<std::string>;

/// Own headers only from the folders that design allows, sockets and SQL only where they belong.
Findings check_includes(File const& file);
/// At most 400 lines of at most 100 columns.
Findings check_size(File const& file);
/// The first lines say what the file is for. A file that belongs to another one of the same name
/// (the .cpp to its .hpp, the test or the style sheet to its source) need not repeat it.
Findings check_opening(File const& file, std::vector<File> const& all);
/// No notes of unfinished work, no HTML from strings, no paths of somebody's machine.
Findings check_words(File const& file);
/// The redactor prints and logs nothing: what it is given nobody is to see.
Findings check_quiet(File const& file);
/// Every folder of src/ has a README.md.
Findings check_readmes(std::vector<File> const& all);
/// Every Debian package and every web package that the project uses has its line in
/// docs/dependencies.md, in backticks.
Findings check_dependencies(std::vector<File> const& all);

/// All rules on all files.
Findings check(std::vector<File> const& all);

}  // namespace parley::tidy
