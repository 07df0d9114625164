#include "disk.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include <unistd.h>

namespace parley::faults {

namespace {

/// How a change is written to a file; its bytes follow.
struct Head {
    Change::Kind kind;
    int file;
    std::int64_t at;
    std::uint64_t size;
};

}  // namespace

Disk::Disk(Files files) {
    for (auto& [name, bytes] : files) {
        names_[name] = std::make_shared<File>(++files_made_, std::move(bytes));
    }
}

Disk::Handle Disk::open(std::string const& name, bool create) {
    std::scoped_lock const lock{mutex_};
    auto const found = names_.find(name);
    if (found != names_.end()) return found->second;
    if (!create) return nullptr;
    auto const file = std::make_shared<File>(++files_made_, std::string{});
    names_[name] = file;
    note({Change::Kind::create, file->number, 0, name});
    return file;
}

bool Disk::exists(std::string const& name) const {
    std::scoped_lock const lock{mutex_};
    return names_.contains(name);
}

void Disk::remove(std::string const& name, bool sync_folder) {
    std::scoped_lock const lock{mutex_};
    auto const found = names_.find(name);
    if (found == names_.end()) return;
    note({Change::Kind::remove, found->second->number, 0, name});
    if (sync_folder) note({Change::Kind::sync_folder, 0, 0, {}});
    names_.erase(found);
}

std::size_t Disk::read(File const& file, std::int64_t at, char* to, std::size_t size) const {
    std::scoped_lock const lock{mutex_};
    auto const from = static_cast<std::size_t>(at);
    if (from >= file.bytes.size()) return 0;
    auto const count = std::min(size, file.bytes.size() - from);
    std::memcpy(to, file.bytes.data() + from, count);
    return count;
}

std::int64_t Disk::used() const {
    std::int64_t sum = 0;
    for (auto const& [name, file] : names_) sum += std::ssize(file->bytes);
    return sum;
}

bool Disk::has_room(std::int64_t growth) const {
    return growth <= 0 || !capacity_ || used() + growth <= *capacity_;
}

Outcome Disk::write(File& file, std::int64_t at, std::string_view bytes) {
    std::scoped_lock const lock{mutex_};
    ++writes_;
    if (writes_until_failure_ > 0 && --writes_until_failure_ == 0) return Outcome::failed;
    auto const end = static_cast<std::size_t>(at) + bytes.size();
    if (!has_room(static_cast<std::int64_t>(end) - std::ssize(file.bytes))) return Outcome::full;
    if (file.bytes.size() < end) file.bytes.resize(end);
    file.bytes.replace(static_cast<std::size_t>(at), bytes.size(), bytes);
    note({Change::Kind::write, file.number, at, std::string{bytes}});
    return Outcome::done;
}

Outcome Disk::truncate(File& file, std::int64_t size) {
    std::scoped_lock const lock{mutex_};
    if (!has_room(size - std::ssize(file.bytes))) return Outcome::full;
    file.bytes.resize(static_cast<std::size_t>(size));
    note({Change::Kind::truncate, file.number, size, {}});
    return Outcome::done;
}

Outcome Disk::sync(File& file, bool and_folder, int& failures_seen) {
    std::scoped_lock const lock{mutex_};
    ++syncs_;
    if (std::exchange(failures_seen, file.failed_syncs) != file.failed_syncs) {
        return Outcome::failed;
    }
    if (syncs_until_failure_ > 0 && --syncs_until_failure_ == 0) {
        failures_seen = ++file.failed_syncs;
        note({Change::Kind::sync_failed, file.number, 0, {}});
        return Outcome::failed;
    }
    note({Change::Kind::sync, file.number, 0, {}});
    if (and_folder) note({Change::Kind::sync_folder, 0, 0, {}});
    return Outcome::done;
}

std::int64_t Disk::size(File const& file) const {
    std::scoped_lock const lock{mutex_};
    return std::ssize(file.bytes);
}

void Disk::acknowledge(std::string what) {
    std::scoped_lock const lock{mutex_};
    note({Change::Kind::acknowledgement, 0, 0, std::move(what)});
}

Files Disk::files() const {
    std::scoped_lock const lock{mutex_};
    Files files;
    for (auto const& [name, file] : names_) files[name] = file->bytes;
    return files;
}

Record Disk::record() const {
    std::scoped_lock const lock{mutex_};
    return record_;
}

std::size_t Disk::changes() const {
    std::scoped_lock const lock{mutex_};
    return record_.size();
}

void Disk::copy_record_to(int descriptor) {
    std::scoped_lock const lock{mutex_};
    copy_ = descriptor;
    auto const so_far = std::exchange(record_, {});
    for (auto const& change : so_far) note(change);
}

void Disk::leave_room(std::optional<std::int64_t> bytes) {
    std::scoped_lock const lock{mutex_};
    capacity_.reset();
    if (bytes) capacity_ = used() + *bytes;
}

void Disk::note(Change change) {
    if (copy_ >= 0) {
        Head const head{change.kind, change.file, change.at, change.bytes.size()};
        std::string text(sizeof head, '\0');
        std::memcpy(text.data(), &head, sizeof head);
        text += change.bytes;
        if (::write(copy_, text.data(), text.size()) != std::ssize(text)) std::abort();
    }
    record_.push_back(std::move(change));
}

Record read_record(std::string const& path) {
    std::ifstream file{path, std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{file}, {}};
    Record record;
    for (std::size_t at = 0; at < text.size();) {
        Head head;
        std::memcpy(&head, text.data() + at, sizeof head);
        at += sizeof head;
        record.push_back({head.kind, head.file, head.at, text.substr(at, head.size)});
        at += head.size;
    }
    return record;
}

}  // namespace parley::faults
