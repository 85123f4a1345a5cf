"""The shapes of other providers' keys, and of the keys that gateways give out."""

import re

from tui.domain.record import Record


class ForeignShape(Record):
    """Another provider's key: its name, its pattern and the variable it belongs in, empty where there is none.

    `base_url` is the address at which the provider speaks the Claude API itself, where it does;
    `is_gateways` tells that such a key comes from something put in front of several providers,
    `is_ambiguous` that it may come from there as well.
    """

    provider: str
    pattern: str
    variable: str = ""
    base_url: str = ""
    is_gateways: bool = False
    is_ambiguous: bool = False

    @property
    def may_be_gateways(self) -> bool:
        """Whether such a key is of use to a client of the Claude API, at another address than the official one."""
        return self.is_gateways or self.is_ambiguous or self.base_url != ""


# Patterns and lengths: reference tables of trufflehog and gitleaks, 2026; first match wins.
FOREIGN_SHAPES = (
    ForeignShape("OpenRouter", r"sk-or-[\w-]{16,}", "OPENROUTER_API_KEY", "https://openrouter.ai/api"),
    ForeignShape("OpenAI", r"sk-(?:proj|svcacct|service|admin)-[\w-]{16,}", "OPENAI_API_KEY"),
    ForeignShape("OpenAI", r"sk-[A-Za-z0-9]*T3BlbkFJ[\w-]+", "OPENAI_API_KEY"),
    ForeignShape("Google", r"AIza[\w-]{30,}", "GEMINI_API_KEY"),
    ForeignShape("Groq", r"gsk_[A-Za-z0-9]{20,}", "GROQ_API_KEY"),
    ForeignShape("xAI", r"xai-\w{20,}", "XAI_API_KEY"),
    ForeignShape("Perplexity", r"pplx-[A-Za-z0-9]{20,}", "PERPLEXITY_API_KEY"),
    ForeignShape("Hugging Face", r"(?:hf|api_org)_[A-Za-z0-9]{20,}", "HF_TOKEN"),
    ForeignShape("GitHub", r"(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})", "GITHUB_TOKEN"),
    ForeignShape("GitLab", r"glpat-[\w-]{20,}", "GITLAB_TOKEN"),
    ForeignShape("Sourcegraph", r"sgp_[A-Za-z0-9_]{20,}", "SRC_ACCESS_TOKEN"),
    ForeignShape("AWS", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}", "AWS_ACCESS_KEY_ID"),
    ForeignShape("AWS Bedrock", r"ABSK[A-Za-z0-9+/]{40,}={0,2}", "AWS_BEARER_TOKEN_BEDROCK"),
    ForeignShape("AWS Bedrock", r"bedrock-api-key-[\w+/=-]{20,}", "AWS_BEARER_TOKEN_BEDROCK"),
    ForeignShape("Zhipu", r"[0-9a-f]{32}\.[A-Za-z0-9]{16}", "ZHIPUAI_API_KEY", "https://api.z.ai/api/anthropic"),
    ForeignShape("LiteLLM or another gateway", r"sk-(?!ant-)[\w-]{22}", is_gateways=True),
    ForeignShape("LiteLLM or another gateway", r"sk-\d{4,8}|sk-litellm[\w-]*", is_gateways=True),
    ForeignShape("a model server on this machine", r"ollama|lm-?studio|vllm|llama\.?cpp", is_gateways=True),
    ForeignShape("DeepSeek or a gateway", r"sk-[a-z0-9]{32}", "DEEPSEEK_API_KEY", is_ambiguous=True),
    ForeignShape("OpenAI or a gateway", r"sk-(?!ant-)[A-Za-z0-9_-]{16,}", "OPENAI_API_KEY", is_ambiguous=True),
    ForeignShape(
        "a service that gives out JSON web tokens",
        r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*",
        is_ambiguous=True,
    ),
)
_LENGTHS_WITHOUT_PREFIX = {32: "Mistral or Azure", 40: "Cohere", 84: "Azure"}


def foreign_shape(text: str) -> ForeignShape | None:
    """Return the other provider whose key the whole text looks like."""
    if text.startswith("sk-ant-"):
        return None
    return next((shape for shape in FOREIGN_SHAPES if re.fullmatch(shape.pattern, text)), None)


def resembles(text: str) -> str:
    """Return whose keys have this length and no sign of their own: a hint and no more, empty where none do."""
    if not re.fullmatch(r"[A-Za-z0-9]+", text):
        return ""
    return _LENGTHS_WITHOUT_PREFIX.get(len(text), "")
