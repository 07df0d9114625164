// Pictures, in which a card number may be seen: taken, read, or refused, as a switch says (W8;
// fault H13). Who reads them is played by the test.
#include "service/file_checks.hpp"
#include "supervision.hpp"

namespace parley::scenarios {
namespace {

using testing::Contains;
using testing::Not;

class PictureFiles : public Supervision {
  protected:
    FileId put(std::string const& name, int number) {
        auto const client_id = "00000000-0000-4000-8000-3000000000" + std::to_string(10 + number);
        return call(service::file_upload, kim, {chat, client_id, name, 1, 0, {"x"}}).file.id;
    }
    bool is_read(FileId id) {
        return connection_->run(
            [&](store::Tx& tx) { return service::to_check(tx, id)->reads_pictures; });
    }
};

TEST_P(PictureFiles, fH13_TheyAreReadWhereTheSwitchSaysSo) {
    anna_chats();
    EXPECT_FALSE(is_read(put("a.png", 1)));
    set({{"redaction_pictures", "read"}});
    EXPECT_TRUE(is_read(put("b.png", 2)));
    EXPECT_THAT(view(kim, chat).files->extensions, Contains("png"));
    set({{"redaction", "off"}});
    EXPECT_FALSE(is_read(put("c.png", 3))) << "nothing is looked for in them";
}

TEST_P(PictureFiles, fH13_NoneAreTakenWhereTheSwitchSaysSo) {
    anna_chats();
    set({{"redaction_pictures", "refuse"}});
    EXPECT_THAT(view(kim, chat).files->extensions, Not(Contains("png")));
    EXPECT_THAT(view(kim, chat).files->extensions, Contains("pdf"));
    EXPECT_EQ(refusal([&] { put("a.png", 1); }).path, "/name");
    put("a.pdf", 2);
    set({{"attachments", "pictures"}});
    EXPECT_FALSE(view(kim, chat).files) << "nothing is left to be attached";
    EXPECT_EQ(refusal([&] { put("a.png", 3); }).code, Code::forbidden);
}

INSTANTIATE_TEST_SUITE_P(Engines, PictureFiles, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
