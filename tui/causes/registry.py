"""All causes, in the order in which they are preferred, and the question that is put to all of them."""

from tui.causes.absent import (
    container_env_missing,
    dotenv_not_loaded,
    dotenv_wrong_folder,
    dotenv_wrong_name,
    empty_value,
    key_missing,
    key_not_approved,
    not_exported,
    profile_ignored,
    service_env_missing,
    settings_file_malformed,
    shell_not_restarted,
    wrong_variable_name,
)
from tui.causes.account import (
    credit_too_low,
    ip_not_allowed,
    long_context_refused,
    model_not_available,
    organization_disabled,
    permission_denied,
    rate_limited,
    spend_limit_reached,
)
from tui.causes.keyring import keyring_locked, keyring_timeout, keyring_unavailable, user_variable_missing
from tui.causes.kind import (
    admin_key,
    anthropic_key_to_gateway,
    api_key_as_auth_token,
    gateway_key_to_anthropic,
    oauth_token_as_api_key,
    other_provider_key,
    session_key,
)
from tui.causes.network import (
    blocked_by_network,
    captive_portal,
    connection_refused,
    connection_timeout,
    dns_failure,
    gateway_url_as_proxy,
    loopback_through_proxy,
    proxy_ignored_by_client,
    proxy_refuses,
    proxy_unreachable,
    region_blocked,
    tls_certificate_expired,
    tls_untrusted_issuer,
    unexpected_answer,
)
from tui.causes.nothing_wrong import NOTHING_WRONG
from tui.causes.refused import key_expired, key_rejected, login_expired
from tui.causes.request import (
    base_url_path,
    base_url_wrong_host,
    beta_header_rejected,
    browser_call,
    custom_headers_interfere,
    gateway_wants_other_header,
    header_stripped,
    missing_version_header,
    netrc_replaces_header,
    workspace_header_missing,
    wrong_auth_header,
)
from tui.causes.service import outage, overloaded
from tui.causes.text import (
    dotenv_encoding,
    identifier_not_key,
    invisible_characters,
    key_pasted_twice,
    line_break_inside_key,
    masked_key,
    not_a_key,
    placeholder,
    prefix_pasted,
    quotes_in_value,
    stringified_nothing,
    truncated_key,
    unexpanded_reference,
    whitespace_in_key,
)
from tui.causes.winner import (
    auth_token_and_key_conflict,
    cloud_flag_left_on,
    config_folder_switched,
    dotenv_file_precedence,
    duplicate_definition,
    environment_overrides_dotenv,
    hardcoded_key,
    helper_wins,
    key_overrides_login,
    key_overrides_profile,
    settings_env_overrides_shell,
    stored_login_overrides,
    tool_config_overrides,
)
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.record import replace
from tui.domain.remedies.ranking import ranked

# What keeps every call from arriving: whoever meets one of these learns nothing about a key.
ON_THE_WAY: tuple[Cause, ...] = (
    proxy_ignored_by_client.CAUSE,
    loopback_through_proxy.CAUSE,
    gateway_url_as_proxy.CAUSE,
    proxy_refuses.CAUSE,
    proxy_unreachable.CAUSE,
    dns_failure.CAUSE,
    connection_refused.CAUSE,
    connection_timeout.CAUSE,
    tls_untrusted_issuer.CAUSE,
    tls_certificate_expired.CAUSE,
    captive_portal.CAUSE,
    blocked_by_network.CAUSE,
    region_blocked.CAUSE,
    unexpected_answer.CAUSE,
)

# The way comes first; then causes whose repair is enough by itself.
CAUSES: tuple[Cause, ...] = (
    *ON_THE_WAY,
    tool_config_overrides.CAUSE,
    environment_overrides_dotenv.CAUSE,
    duplicate_definition.CAUSE,
    dotenv_file_precedence.CAUSE,
    settings_env_overrides_shell.CAUSE,
    cloud_flag_left_on.CAUSE,
    helper_wins.CAUSE,
    auth_token_and_key_conflict.CAUSE,
    key_overrides_login.CAUSE,
    stored_login_overrides.CAUSE,
    config_folder_switched.CAUSE,
    hardcoded_key.CAUSE,
    key_overrides_profile.CAUSE,
    custom_headers_interfere.CAUSE,
    browser_call.CAUSE,
    missing_version_header.CAUSE,
    wrong_auth_header.CAUSE,
    netrc_replaces_header.CAUSE,
    beta_header_rejected.CAUSE,
    workspace_header_missing.CAUSE,
    gateway_wants_other_header.CAUSE,
    header_stripped.CAUSE,
    base_url_wrong_host.CAUSE,
    base_url_path.CAUSE,
    empty_value.CAUSE,
    wrong_variable_name.CAUSE,
    not_exported.CAUSE,
    container_env_missing.CAUSE,
    dotenv_not_loaded.CAUSE,
    dotenv_wrong_name.CAUSE,
    dotenv_wrong_folder.CAUSE,
    profile_ignored.CAUSE,
    service_env_missing.CAUSE,
    shell_not_restarted.CAUSE,
    settings_file_malformed.CAUSE,
    key_not_approved.CAUSE,
    key_missing.CAUSE,
    dotenv_encoding.CAUSE,
    prefix_pasted.CAUSE,
    invisible_characters.CAUSE,
    key_pasted_twice.CAUSE,
    line_break_inside_key.CAUSE,
    quotes_in_value.CAUSE,
    whitespace_in_key.CAUSE,
    placeholder.CAUSE,
    unexpanded_reference.CAUSE,
    stringified_nothing.CAUSE,
    identifier_not_key.CAUSE,
    masked_key.CAUSE,
    truncated_key.CAUSE,
    not_a_key.CAUSE,
    admin_key.CAUSE,
    session_key.CAUSE,
    oauth_token_as_api_key.CAUSE,
    api_key_as_auth_token.CAUSE,
    gateway_key_to_anthropic.CAUSE,
    anthropic_key_to_gateway.CAUSE,
    other_provider_key.CAUSE,
    organization_disabled.CAUSE,
    ip_not_allowed.CAUSE,
    permission_denied.CAUSE,
    model_not_available.CAUSE,
    credit_too_low.CAUSE,
    spend_limit_reached.CAUSE,
    long_context_refused.CAUSE,
    rate_limited.CAUSE,
    overloaded.CAUSE,
    outage.CAUSE,
    login_expired.CAUSE,
    key_expired.CAUSE,
    key_rejected.CAUSE,
    keyring_locked.CAUSE,
    keyring_unavailable.CAUSE,
    keyring_timeout.CAUSE,
    user_variable_missing.CAUSE,
)

# All that can be explained: the causes, and what is shown where none fits.
ENTRIES = (*CAUSES, NOTHING_WRONG)


def diagnose(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """Return every cause that fits: proven before likely, within each in the registry's order."""
    found = [_ranked(evidence, diagnosis) for item in CAUSES if (diagnosis := item.find(evidence))]
    return tuple(sorted(found, key=lambda diagnosis: diagnosis.certainty is not Certainty.PROVEN))


def _ranked(evidence: Evidence, diagnosis: Diagnosis) -> Diagnosis:
    return replace(diagnosis, remedies=ranked(evidence, diagnosis.remedies))


def cause(cause_id: str) -> Cause | None:
    """Return the cause of this id, or the entry for a set-up without one."""
    return next((item for item in ENTRIES if item.id == cause_id), None)
