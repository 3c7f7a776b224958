// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "command_line.hpp"

#include <stdexcept>

namespace tour {

char const* const usage = R"(tour [--help] [--yes]

Calls five endpoints of Wooxy, Wolkvox and Thulium with apibind, and shows what came of each call. The vendors are
played by a sandbox that this program starts on 127.0.0.1; the calls go there over verified TLS, and nothing leaves
the machine.

A vendor for which variables of the environment are set is called for real instead, and the sandbox is not started:

  APIBIND_WOOXY_TOKEN            the Access-Token
  APIBIND_WOOXY_IDS              contact sources to remove by Wooxy's ids, with commas between them
  APIBIND_WOOXY_CUSTOMER_IDS     contact sources to remove by the customer's own ids

  APIBIND_WOLKVOX_SERVER         the server's number: 0042 for wv0042.wolkvox.com
  APIBIND_WOLKVOX_TOKEN          the wolkvox-token
  APIBIND_WOLKVOX_TYPE           predictive or preview
  APIBIND_WOLKVOX_CAMPAIGN       the campaign's id
  APIBIND_WOLKVOX_CUSTOMER       the customer_id to remove from the campaign
  APIBIND_WOLKVOX_CLEAR          clears it of records with that result (no-answer, busy, ...), or of everything

  APIBIND_CRM_SERVER             the CRM's whole host name: crm0001.wolkvox.com
  APIBIND_CRM_TOKEN              the Wolkvox-Token
  APIBIND_CRM_OPERATION          the operation's name
  APIBIND_CRM_MODULE             the module's name
  APIBIND_CRM_IDS                the records to delete, with commas between them

  APIBIND_THULIUM_SYSTEM         the tenant: demo for demo.thulium.com
  APIBIND_THULIUM_USER           the API user's name
  APIBIND_THULIUM_PASSWORD       and password
  APIBIND_THULIUM_CAMPAIGN       the campaign's five characters
  APIBIND_THULIUM_PHONE_NUMBERS  the numbers whose records to remove, with commas between them

  APIBIND_CONNECT_TO             host:port to connect to in place of the vendors' addresses: a tunnel, a sandbox
  APIBIND_CA_FILE                PEM file of the CAs to trust in place of the system's

These calls delete for good. Each request is shown first, without its secrets, and is sent only when you say yes.

  --yes   do not ask
  --help  print this

Colours are used on a terminal, unless NO_COLOR is set. The status is 0 if every call ended as it should.
)";

command_line read_command_line(std::vector<std::string> const& words) {
    command_line out;
    for (auto const& word : words) {
        if (word == "--help" || word == "-h")
            out.help = true;
        else if (word == "--yes")
            out.yes = true;
        else
            throw std::runtime_error("unknown option " + word + " (--help lists them)");
    }
    return out;
}

} // namespace tour
