const firstQuestion = `# From a case to its seller, its decisions, the version of the procedure that each
# was taken under, the reviewer, and her vendor. The panel "Headers" below holds
# X-Docket-Explain: 1, so the answer ends with the SQL statements it took.
query FirstQuestion {
  cases(first: 5) {
    nodes {
      number
      title
      state
      seller {
        name
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
          decider {
            name
            vendor {
              name
            }
          }
        }
      }
    }
  }
}
`;

const secondQuestion = `# Share of decision clocks that were met, by vendor and week.
# Dates are days of each case's own market; the end is not included.
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

const explain = JSON.stringify({ "X-Docket-Explain": "1" }, null, 2);

const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const window12Weeks = JSON.stringify({ window: { from: daysAgo(84), until: daysAgo(0) } }, null, 2);

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    defaultEditorToolsVisibility: "headers",
    defaultHeaders: explain,
    defaultTabs: [
      { query: firstQuestion, headers: explain },
      { query: secondQuestion, variables: window12Weeks, headers: explain },
    ],
    shouldPersistHeaders: true,
  }),
);
