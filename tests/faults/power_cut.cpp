#include "power_cut.hpp"

#include <algorithm>

namespace parley::faults {

namespace {

/// A disk writes a sector of this size as a whole or not at all.
constexpr std::int64_t sector = 512;

using Kind = Change::Kind;

void apply(std::string& bytes, Change const& change) {
    auto const at = static_cast<std::size_t>(change.at);
    if (change.kind == Kind::truncate) return bytes.resize(at);
    bytes.resize(std::max(bytes.size(), at + change.bytes.size()));
    bytes.replace(at, change.bytes.size(), change.bytes);
}

/// Some of the write's sectors. The file is as long as it would have been: what was not written
/// reads as zeros.
void apply_torn(std::string& bytes, Change const& change, std::mt19937_64& random) {
    if (change.kind == Kind::truncate) return;
    auto const end = change.at + std::ssize(change.bytes);
    for (auto from = change.at; from < end;) {
        auto const to = std::min(end, (from / sector + 1) * sector);
        if (random() % 2 == 0) {
            apply(bytes, {Kind::write, change.file, from,
                          change.bytes.substr(static_cast<std::size_t>(from - change.at),
                                              static_cast<std::size_t>(to - from))});
        }
        from = to;
    }
}

void apply_by_chance(std::string& bytes, Change const& change, std::mt19937_64& random) {
    switch (random() % 3) {
        case 0:
            return apply(bytes, change);
        case 1:
            return apply_torn(bytes, change, random);
        default:
            return;  // lost
    }
}

void rename(std::map<std::string, int, std::less<>>& names, Change const& change) {
    if (change.kind == Kind::create) names[change.bytes] = change.file;
    if (change.kind == Kind::remove) names.erase(change.bytes);
}

}  // namespace

Platter::Platter(Files files, std::uint64_t seed) : random_(seed) {
    int number = 0;
    for (auto& [name, bytes] : files) {
        names_.safe[name] = ++number;
        safe_[number] = std::move(bytes);
    }
}

void Platter::settle_names() {
    for (auto const& change : names_.pending) rename(names_.safe, change);
    names_.pending.clear();
}

void Platter::take(Change const& change) {
    auto const of_this_file = [&](Change const& other) { return other.file == change.file; };
    switch (change.kind) {
        case Kind::create:
        case Kind::remove:
            names_.pending.push_back(change);
            break;
        case Kind::write:
        case Kind::truncate:
            pending_.push_back(change);
            break;
        case Kind::sync:
            for (auto const& each : pending_) {
                if (of_this_file(each)) apply(safe_[each.file], each);
            }
            std::erase_if(pending_, of_this_file);
            break;
        case Kind::sync_failed:
            // Linux forgets what it could not write; a later sync does not bring it back.
            for (auto const& each : pending_) {
                if (of_this_file(each)) apply_by_chance(safe_[each.file], each, random_);
            }
            std::erase_if(pending_, of_this_file);
            break;
        case Kind::sync_folder:
            settle_names();
            break;
        case Kind::acknowledgement:
            break;
    }
}

Files Platter::after_cut(Fate fate, std::uint64_t seed) const {
    std::mt19937_64 random{seed};
    auto names = names_.safe;
    auto bytes = safe_;
    if (fate != Fate::lost) {
        for (auto const& change : names_.pending) {
            if (fate == Fate::kept || random() % 2 == 0) rename(names, change);
        }
        for (auto const& change : pending_) {
            if (&change == &pending_.back()) {
                apply_torn(bytes[change.file], change, random);
            } else if (fate == Fate::kept) {
                apply(bytes[change.file], change);
            } else {
                apply_by_chance(bytes[change.file], change, random);
            }
        }
    }
    Files files;
    for (auto const& [name, file] : names) files[name] = std::move(bytes[file]);
    return files;
}

}  // namespace parley::faults
