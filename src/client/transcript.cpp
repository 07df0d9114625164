#include "client/transcript.hpp"

#include <functional>

namespace parley::client {

std::string_view fault_words(Fault fault) {
    switch (fault) {
        case Fault::duplicate:
            return "arrived twice";
        case Fault::order:
            return "arrived after a later one";
        case Fault::gap:
            return "was left out by the stream";
        case Fault::changed:
            return "has changed";
        case Fault::missing:
            return "is stored but never arrived";
        case Fault::phantom:
            return "arrived but is not stored";
        case Fault::not_as_said:
            return "is not what was said at this place";
    }
    return "";
}

Transcript::Entry Transcript::entry_of(Message const& message) {
    return {message.id, message.author, std::hash<std::string_view>{}(message.text)};
}

void Transcript::report(Fault fault, std::int64_t seq) {
    differences_.push_back({fault, chat_, seq, who_});
}

void Transcript::add(Message const& message, Via via) {
    chat_ = message.chat;
    auto const seq = message.seq;
    if (via == Via::event) {
        if (!told_.insert(seq).second) {
            report(Fault::duplicate, seq);
        } else if (seq < last_told_) {
            report(Fault::order, seq);
        }
        for (auto skipped = std::max(last_told_, complete_) + 1; skipped < seq; ++skipped) {
            if (catching_up_ > 0) {
                suspects_.insert(skipped);
            } else {
                report(Fault::gap, skipped);
            }
        }
        last_told_ = std::max(last_told_, seq);
    }
    auto const [place, is_new] = entries_.try_emplace(seq, entry_of(message));
    if (!is_new && place->second != entry_of(message)) report(Fault::changed, seq);
    move_on();
}

void Transcript::move_on() {
    for (auto next = entries_.find(complete_ + 1);
         next != entries_.end() && next->first == complete_ + 1; ++next) {
        ++complete_;
        if (next->second.author != Author::system) ++turns_;
    }
}

void Transcript::end_catching_up() {
    if (--catching_up_ > 0) return;
    for (auto const seq : suspects_) {
        if (!entries_.contains(seq)) report(Fault::gap, seq);
    }
    suspects_.clear();
}

void Transcript::give_up_catching_up() {
    suspects_.clear();
    --catching_up_;
}

void Transcript::compare_with_store(std::vector<Message> const& stored) {
    std::int64_t expected = 0;
    std::set<std::int64_t> seqs;
    for (auto const& message : stored) {
        chat_ = message.chat;
        if (message.seq != ++expected) report(Fault::order, message.seq);
        expected = message.seq;
        seqs.insert(message.seq);
        auto const own = entries_.find(message.seq);
        if (own == entries_.end()) {
            report(Fault::missing, message.seq);
        } else if (own->second != entry_of(message)) {
            report(Fault::changed, message.seq);
        }
    }
    for (auto const& [seq, entry] : entries_) {
        if (!seqs.contains(seq)) report(Fault::phantom, seq);
    }
}

void Transcript::compare_with(std::vector<Turn> const& said) {
    std::size_t place = 0;
    for (auto const& [seq, entry] : entries_) {
        if (entry.author == Author::system) continue;
        bool const same = place < said.size() && said[place].author == entry.author &&
                          std::hash<std::string_view>{}(said[place].text) == entry.text_hash;
        if (!same) report(Fault::not_as_said, seq);
        ++place;
    }
    auto seq = entries_.empty() ? 0 : entries_.rbegin()->first;
    for (; place < said.size(); ++place) report(Fault::missing, ++seq);
}

}  // namespace parley::client
