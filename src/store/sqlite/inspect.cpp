#include "store/sqlite/inspect.hpp"

#include "store/sqlite/handle.hpp"

namespace parley::store::sqlite {

namespace {

Finding inspect_contents(Handle const& handle, bool thorough) {
    auto const* check = thorough ? "integrity_check" : "quick_check";
    auto const verdict = handle.ask(std::string{"PRAGMA "} + check + "(1)");
    if (verdict != "ok") {
        return {"contents", Verdict::error,
                "the database is damaged: " + verdict + ". Restore a backup"};
    }
    if (thorough && !handle.ask("SELECT \"table\" FROM pragma_foreign_key_check").empty()) {
        return {"contents", Verdict::error,
                "rows refer to others that are missing. Restore a backup"};
    }
    return {"contents", Verdict::ok,
            std::string{"SQLite finds nothing wrong ("} + check +
                (thorough ? ")" : "; --thorough looks at more)")};
}

}  // namespace

std::vector<Finding> inspect(std::string const& file, bool thorough) {
    std::vector<Finding> findings;
    try {
        Handle const handle{file, Handle::Mode::read};
        auto const pages = handle.number("PRAGMA page_count");
        auto const size = pages * handle.number("PRAGMA page_size");
        findings.push_back({"database", Verdict::ok,
                            "the database opens; it has " + std::to_string(size / 1000) + " kB"});
        findings.push_back(inspect_contents(handle, thorough));
        findings.push_back(
            inspect_schema(static_cast<int>(handle.number("SELECT count(*) FROM migrations"))));
    } catch (std::exception const& error) {
        findings.push_back({"database", Verdict::error,
                            "the database " + file + " cannot be read: " + error.what() +
                                ". If it is damaged, restore a backup"});
    }
    return findings;
}

}  // namespace parley::store::sqlite
