#include "store/backup.hpp"

#include <filesystem>

#include "store/sqlite/handle.hpp"

namespace parley::store {

namespace {

namespace fs = std::filesystem;

/// Above every cursor that was given out after the backup, and so far that none of them is one from
/// which a client could resume (Limits::resume_scan_max).
constexpr auto cursors_skipped = "1000000000000";

std::string megabytes(std::int64_t bytes) {
    return std::to_string((bytes + 999'999) / 1'000'000) + " MB";
}

/// Somewhat more than what is copied takes, so that the disk is not full afterwards.
void need_room(std::string const& file, std::int64_t bytes) {
    auto const folder = fs::absolute(file).parent_path();
    std::error_code error;
    auto const room = fs::space(folder, error);
    if (error) {
        throw std::runtime_error("cannot use the directory " + folder.string() + ": " +
                                 error.message());
    }
    auto const wanted = bytes + bytes / 10 + 1'000'000;
    if (room.available >= static_cast<std::uintmax_t>(wanted)) return;
    throw TryLater("there is no room in " + folder.string() + ": the copy takes about " +
                   megabytes(wanted) + ", " + megabytes(static_cast<std::int64_t>(room.available)) +
                   " are free");
}

std::unique_ptr<Target> target_with_room(Place const& place, Snapshot& from) {
    auto target = open_target(place);
    if (!place.is_url()) need_room(place.text, from.bytes());
    return target;
}

void note(Target& target, Copied const& copied) {
    target.execute(
        "CREATE TABLE backup (name TEXT PRIMARY KEY, row_count BIGINT NOT NULL, "
        "hash TEXT NOT NULL, at BIGINT NOT NULL)");
    for (auto const& [table, sum] : copied.tables) {
        target.execute("INSERT INTO backup (name, row_count, hash, at) VALUES ('" + table + "', " +
                       std::to_string(sum.rows()) + ", '" + sum.hash() + "', " +
                       std::to_string(copied.at.ms) + ")");
    }
}

/// What was counted when the backup was made. Throws where the file is damaged, or no backup.
Copied noted(std::string const& file) {
    try {
        sqlite::Handle const handle{file, sqlite::Handle::Mode::read};
        if (auto const verdict = handle.ask("PRAGMA quick_check(1)"); verdict != "ok") {
            throw std::runtime_error("it is damaged: " + verdict);
        }
        Copied copied;
        sqlite::RawStatement rows{handle, "SELECT name, row_count, hash, at FROM backup"};
        while (rows.next()) {
            auto const row = rows.row();
            copied.tables.push_back(
                {std::string{*row[0]}, RowSum{std::stoll(std::string{*row[1]}), *row[2]}});
            copied.at = {std::stoll(std::string{*row[3]})};
        }
        return copied;
    } catch (std::exception const& error) {
        throw std::runtime_error(file + " is no backup that can be used: " + error.what());
    }
}

/// Nodes of the copy must not take those of the original for theirs, should both run and share a
/// bus: the copy gets a name of its own at its first start.
void forget_name(Target& target, std::vector<TableSum> const& tables) {
    auto const named = [](auto const& each) { return each.table == "installation"; };
    if (std::ranges::any_of(tables, named)) {
        target.execute("DELETE FROM installation");
    }
}

void compare(std::vector<TableSum> const& expected, std::vector<TableSum> const& copied) {
    for (auto const& [table, sum] : copied) {
        auto const wanted = std::ranges::find(expected, table, &TableSum::table);
        if (wanted != expected.end() && wanted->sum == sum) continue;
        throw std::runtime_error(
            "the backup is damaged: its table " + table +
            " does not have the contents with which it was made; use another backup");
    }
    if (expected.size() != copied.size()) {
        throw std::runtime_error("the backup is damaged: it has lost a table; use another backup");
    }
}

}  // namespace

Copied back_up(Place const& from, std::string const& file, Clock const& clock) {
    auto const snapshot = take_snapshot(from);
    Copied copied{{}, clock.now()};
    auto const target = target_with_room({file}, *snapshot);
    copied.tables = copy(*snapshot, *target);
    note(*target, copied);
    target->keep();
    return copied;
}

Copied restore(std::string const& file, Place const& to) {
    auto const snapshot = take_snapshot({file});
    auto copied = noted(file);
    auto const target = target_with_room(to, *snapshot);
    auto const tables = copy(*snapshot, *target);
    compare(copied.tables, tables);
    target->execute(std::string{"INSERT INTO events (cursor, at, type, data) "
                                "SELECT coalesce(max(cursor), 0) + "} +
                    cursors_skipped + ", coalesce(max(at), 0), 'restored', '{}' FROM events");
    forget_name(*target, tables);
    target->keep();
    return copied;
}

Copied move_all(Place const& from, Place const& to, Clock const& clock) {
    auto const snapshot = take_snapshot(from);
    Copied copied{{}, clock.now()};
    auto const target = target_with_room(to, *snapshot);
    copied.tables = copy(*snapshot, *target);
    forget_name(*target, copied.tables);
    target->keep();
    return copied;
}

}  // namespace parley::store
