// Partitions: parts of an organization with their own queues and switches. A customer belongs to
// one of them and comes into none but its queues.
#include <algorithm>

#include "service/administration.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t partitions_max = 100;

PartitionView view(Tx& tx, store::Partition const& it) {
    return {it.id, it.name, tx.partitions.queues(it.id)};
}

store::Partition own_partition(Tx& tx, Actor const& actor, PartitionId id) {
    auto const partition = tx.partitions.find(id);
    if (!partition || partition->organization != actor.organization) throw Refused{Code::not_found};
    return *partition;
}

}  // namespace

PartitionItems partition_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::settings_view);
    PartitionItems result;
    for (auto const& partition : tx.partitions.all(actor.organization)) {
        result.items.push_back(view(tx, partition));
    }
    return result;
}

PartitionResult partition_save(Tx& tx, Actor const& actor, PartitionSave const& p) {
    actor.need(domain::Right::settings_manage);
    if (p.partition) own_partition(tx, actor, *p.partition);
    auto const all = tx.partitions.all(actor.organization);
    if (!p.partition && all.size() >= partitions_max) {
        throw invalid("/name", "there are " + std::to_string(partitions_max) + " already");
    }
    auto const name = clean_name(p.name, tx.limits().name_text_max, "/name");
    if (name.empty()) throw invalid("/name", "must not be empty");
    auto const same = tx.partitions.find(actor.organization, name);
    if (same && same->id != p.partition) {
        throw Refused{Code::conflict, "there is a partition with this name", "/name"};
    }
    auto const id = p.partition ? *p.partition : tx.make_id<PartitionId>();
    if (p.partition) {
        tx.partitions.rename(id, name);
    } else {
        tx.partitions.add({id, actor.organization, name});
    }
    tell_setup_changed(tx, actor.organization, SetupPart::queues);
    return {view(tx, tx.partitions.get(id))};
}

Nothing partition_remove(Tx& tx, Actor const& actor, PartitionRemove const& p) {
    actor.need(domain::Right::settings_manage);
    auto const partition = own_partition(tx, actor, p.partition);
    if (tx.partitions.all(actor.organization).size() == 1) {
        throw Refused{Code::last_one, "an organization has at least one partition", "/partition"};
    }
    std::string names;
    for (auto const queue : tx.partitions.queues(partition.id)) {
        names += (names.empty() ? "" : ", ") + tx.queues.get(queue).name;
    }
    if (!names.empty()) {
        throw Refused{Code::in_use, "these queues are in it: " + names, "/partition"};
    }
    auto old_name = partition.name + " [" + to_rfc3339(tx.now()).substr(0, 10) + "]";
    if (tx.partitions.find(actor.organization, old_name)) old_name += " " + to_text(partition.id);
    tx.partitions.rename(partition.id, old_name);
    tx.partitions.remove(partition.id);
    tx.settings.remove(actor.organization, domain::Scope::partition, partition.id.value);
    tell_setup_changed(tx, actor.organization, SetupPart::queues);
    return {};
}

}  // namespace parley::service
