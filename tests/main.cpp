// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// The unit tests' main: doctest's own one calls a run successful in which no test case matched the filters, so a test
// that was renamed or emptied would go on passing.

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>

namespace {

/// What the run came to, kept for main.
struct run_record : doctest::IReporter {
    inline static unsigned cases = 0;
    inline static int asserts = 0;

    explicit run_record(doctest::ContextOptions const&) {}
    void test_run_end(doctest::TestRunStats const& stats) override {
        cases = stats.numTestCasesPassingFilters;
        asserts = stats.numAsserts;
    }

    void report_query(doctest::QueryData const&) override {}
    void test_run_start() override {}
    void test_case_start(doctest::TestCaseData const&) override {}
    void test_case_reenter(doctest::TestCaseData const&) override {}
    void test_case_end(doctest::CurrentTestCaseStats const&) override {}
    void test_case_exception(doctest::TestCaseException const&) override {}
    void subcase_start(doctest::SubcaseSignature const&) override {}
    void subcase_end() override {}
    void log_assert(doctest::AssertData const&) override {}
    void log_message(doctest::MessageData const&) override {}
    void test_case_skipped(doctest::TestCaseData const&) override {}
};

} // namespace

REGISTER_LISTENER("run_record", 1, run_record);

int main(int argc, char** argv) {
    doctest::Context context(argc, argv);
    int const status = context.run();
    if (context.shouldExit() || status != 0) return status;
    if (run_record::cases == 0) {
        std::fputs("FAILED: no test case matched\n", stderr);
        return 1;
    }
    if (run_record::asserts == 0) {
        std::fputs("FAILED: nothing was asserted\n", stderr);
        return 1;
    }
    return 0;
}
