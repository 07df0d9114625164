#include "store/sqlite/handle.hpp"

#include <stdexcept>

#include "store/open.hpp"

namespace parley::store::sqlite {

namespace {

[[noreturn]] void fail(sqlite_api::sqlite3* handle) {
    if (handle && sqlite_api::sqlite3_errcode(handle) == SQLITE_FULL) {
        throw TryLater("there is no room any more");
    }
    throw std::runtime_error(handle ? sqlite_api::sqlite3_errmsg(handle) : "out of memory");
}

}  // namespace

Handle::Handle(std::string const& file, Mode mode) {
    sqlite_api::sqlite3* handle = nullptr;
    auto const flags =
        (mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
    auto const result = sqlite_api::sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (result != SQLITE_OK) fail(handle);
    sqlite_api::sqlite3_busy_timeout(handle, 5000);
    execute("PRAGMA trusted_schema = OFF");
    execute("PRAGMA mmap_size = 0");
}

void Handle::execute(std::string const& statement) const {
    if (sqlite_api::sqlite3_exec(get(), statement.c_str(), nullptr, nullptr, nullptr) !=
        SQLITE_OK) {
        fail(get());
    }
}

std::string Handle::ask(std::string const& query) const {
    RawStatement statement{*this, query};
    if (!statement.next() || !statement.row()[0]) return {};
    return std::string{*statement.row()[0]};
}

RawStatement::RawStatement(Handle const& handle, std::string const& text) {
    sqlite_api::sqlite3_stmt* statement = nullptr;
    if (sqlite_api::sqlite3_prepare_v2(handle.get(), text.c_str(), -1, &statement, nullptr) !=
        SQLITE_OK) {
        fail(handle.get());
    }
    statement_.reset(statement);
    row_.resize(static_cast<std::size_t>(sqlite_api::sqlite3_column_count(statement)));
}

void RawStatement::run(Row row) {
    auto* const it = statement_.get();
    for (int i = 0; auto const& field : row) {
        ++i;
        // The texts outlive the call. An empty one must not be a null pointer, which means NULL.
        auto const* text = field && field->data() ? field->data() : "";
        auto const result = field ? sqlite_api::sqlite3_bind_text64(it, i, text, field->size(),
                                                                    SQLITE_STATIC, SQLITE_UTF8)
                                  : sqlite_api::sqlite3_bind_null(it, i);
        if (result != SQLITE_OK) fail(sqlite_api::sqlite3_db_handle(it));
    }
    sqlite_api::sqlite3_step(it);
    if (sqlite_api::sqlite3_reset(it) != SQLITE_OK) fail(sqlite_api::sqlite3_db_handle(it));
}

bool RawStatement::next() {
    auto* const it = statement_.get();
    auto const result = sqlite_api::sqlite3_step(it);
    if (result == SQLITE_DONE) return false;
    if (result != SQLITE_ROW) fail(sqlite_api::sqlite3_db_handle(it));
    for (int i = 0; auto& field : row_) {
        auto const* text = reinterpret_cast<char const*>(sqlite_api::sqlite3_column_text(it, i));
        auto const size = static_cast<std::size_t>(sqlite_api::sqlite3_column_bytes(it, i));
        field = text ? Field{std::string_view{text, size}} : std::nullopt;
        ++i;
    }
    return true;
}

}  // namespace parley::store::sqlite
