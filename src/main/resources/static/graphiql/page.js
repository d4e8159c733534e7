const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const firstQuestion = `# From a case to its seller, its decisions, the SOP version
# that each was taken under, the reviewer, and her vendor.
# The header X-Docket-Explain: 1, below, adds the SQL to
# the answer: one statement per edge and level.
query FirstQuestion {
  cases(
    first: 5
    filter: {
      domain: { eq: PRODUCT_LISTING }
      state: { eq: CLOSED }
      firstTouchAt: { isNull: false }
      receivedAt: { lt: "${day(-14)}T00:00:00Z" }
    }
  ) {
    nodes {
      number
      title
      state
      seller {
        name # takes PERSONAL_DATA_READ
        market
      }
      decisions(first: 5) {
        nodes {
          outcome
          decidedAt
          sopVersion {
            semver
            locale
            title
            sop {
              key
            }
          }
          decider { name vendor { name } } # takes HANDLERS_READ
        }
      }
    }
  }
}
`;

const secondQuestion = `# Share of promises kept in time, by vendor and week.
# Dates are days of each case's own market; the last one
# is not included.
query Attainment($window: MetricWindow!) {
  metric(key: SLA_ATTAINMENT, by: [VENDOR, WEEK], window: $window) {
    asOf
    definition {
      formula
      unit
    }
    rows {
      vendor {
        name
      }
      week
      numerator
      denominator
      value
      low
      high
    }
  }
}
`;

// Who lacks the scope of a field has no such field, and is not asked to look for it.
const asFor = (scopes, question) =>
  question
    .split("\n")
    .filter((line) => !line.includes("# takes ") || scopes.includes(line.split("# takes ")[1]))
    .join("\n");

const explain = JSON.stringify({ "X-Docket-Explain": "1" }, null, 2);

const window12Weeks = JSON.stringify({ window: { from: day(-84), until: day(0) } }, null, 2);

// Kept as long as the tab is open, and nowhere else.
const TOKEN = "docket.token";
const token = sessionStorage.getItem(TOKEN);

const element = React.createElement;
const root = ReactDOM.createRoot(document.getElementById("graphiql"));

const begin = (entered) => {
  sessionStorage.setItem(TOKEN, entered);
  location.reload();
};

const end = () => {
  sessionStorage.removeItem(TOKEN);
  location.reload();
};

const askForToken = (reason) =>
  root.render(
    element(
      "form",
      {
        className: "token",
        onSubmit: (event) => {
          event.preventDefault();
          begin(new FormData(event.target).get("token").trim());
        },
      },
      element("label", { htmlFor: "token" }, reason),
      element("input", { id: "token", name: "token", type: "password", autoComplete: "off", autoFocus: true, required: true }),
      element("button", null, "Ask with this token"),
      element("p", null, "On its own PostgreSQL Docket writes tokens for each role to ", element("code", null, ".docket/tokens.env"), "."),
    ),
  );

const authorized = async (url, options) => {
  const headers = { ...options.headers, Authorization: `Bearer ${token}` };
  const answer = await fetch(url, { ...options, headers });
  if (answer.status === 401) {
    sessionStorage.removeItem(TOKEN);
    askForToken("This token is not taken, or not any more. Another one:");
  }
  return answer;
};

const graphiql = (scopes) =>
  root.render(
    element(
      GraphiQL,
      {
        fetcher: GraphiQL.createFetcher({ url: "/graphql", fetch: authorized }),
        defaultEditorToolsVisibility: "headers",
        defaultHeaders: explain,
        defaultTabs: [
          { query: asFor(scopes, firstQuestion), headers: explain },
          { query: secondQuestion, variables: window12Weeks, headers: explain },
        ],
        schemaDescription: true,
        shouldPersistHeaders: false,
      },
      element(GraphiQL.Logo, null, element("button", { className: "end", onClick: end }, "Forget token")),
    ),
  );

const begun = async () => {
  const answer = await authorized("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: "{ viewer { scopes } }" }),
  });
  if (answer.status !== 401) {
    const told = await answer.json();
    graphiql(told.data?.viewer?.scopes ?? []);
  }
};

if (token === null) {
  askForToken("Who asks? A token of Docket:");
} else {
  begun();
}
