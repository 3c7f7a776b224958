// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "environment.hpp"

namespace sandbox {

/// Wolkvox Manager: DELETE /api/v2/campaign.php with api=remove_record or api=clear_campaign.
answer answer_as_wolkvox_manager(received_request const& request, environment& e);

} // namespace sandbox
