//! One decision, and one that explains itself, beside casbin and cedar-policy on the same rules: an administrator of a department
//! acts on the accounts whose home it is, and on no Manager's: `cargo bench --manifest-path benches/access/Cargo.toml`.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]

use std::hint::black_box;
use std::sync::Arc;

use casbin::{CoreApi, DefaultModel, Enforcer, MemoryAdapter, MgmtApi};
use cedar_policy::{Authorizer, Context, Entities, EntityUid, PolicySet, Request};
use criterion::Criterion;
use access_bench::domain::access::{Actor, At, Identity, Object, OnAccount, decide};
use access_bench::domain::account::AccountId;
use access_bench::domain::act::Act;
use access_bench::domain::day::Day;
use access_bench::domain::establishment::EstablishmentNumber;
use access_bench::domain::explanation::explain;
use access_bench::domain::rights::account_acts::{AccountAct, Lasting, Target};
use access_bench::domain::rights::account_status::{Facts, Stage};
use access_bench::domain::rights::level::{Level, Scope};
use access_bench::domain::rights::permission::SHIPPED;
use access_bench::domain::rights::role::{Grant, Role, RoleName};
use access_bench::domain::rights::standing::{Standing, Stored};

const OF: EstablishmentNumber = EstablishmentNumber(12);
/// Who acts, and on whose account: of the own department, of another one.
const CASES: [(&str, &str); 2] = [("allowed", "RT"), ("refused", "GEII")];

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    own(&mut criterion);
    casbin(&mut criterion);
    cedar(&mut criterion);
    criterion.final_summary();
}

fn today() -> Day {
    jiff::civil::date(2026, 9, 1)
}

/// An administrator of RT whose home it is, who teaches in GEII too.
fn standing() -> Standing {
    let grants = ["Admin_RT", "Ens_GEII"].map(|text| Grant::parse(text).unwrap());
    let roles = SHIPPED.map(|(name, permissions)| Role { name: RoleName::parse(name).unwrap(), permissions });
    let stored = Stored {
        account: AccountId(1),
        stage: Stage::Admitted(Facts::NEW),
        level: Level::User,
        home: Some("RT"),
        grants: &grants,
        roles: &roles,
        profiles: &[],
        scope: &Scope::default(),
    };
    Standing::of(&stored, today()).unwrap()
}

fn own(criterion: &mut Criterion) {
    let by = standing();
    let identity =
        Identity::Person { of: OF, id: AccountId(1), login: "dupont".into(), standing: Some(Arc::new(by.clone())), viewer: None };
    let actor = Actor { identity, os_user: String::new(), ssh_client: String::new(), ssh_key: String::new() };
    let others = Lasting { superadmins: 1, managers: 1 };
    let stage = Stage::Admitted(Facts::NEW);
    for (case, home) in CASES {
        let target = Target { account: Some(AccountId(2)), stage, home: Some(home), others, ..Target::NEW };
        let row = Some(OnAccount { act: AccountAct::Deactivate, target: &target, today: today() });
        let object = Object { row, ..Object::at(At::Establishment(OF)) };
        assert_eq!(decide(&actor, Act::USER_DEACTIVATE, object).is_ok(), case == "allowed");
        criterion.bench_function(&format!("intendant decides, {case}"), |bencher| {
            bencher.iter(|| decide(black_box(&actor), Act::USER_DEACTIVATE, black_box(object)).is_ok());
        });
        criterion.bench_function(&format!("intendant explains, {case}"), |bencher| {
            bencher.iter(|| explain(black_box(&actor), &by, Act::USER_DEACTIVATE, black_box(object)).fixes.len());
        });
    }
}

const MODEL: &str = "
[request_definition]
r = sub, home, act
[policy_definition]
p = role, act
[role_definition]
g = _, _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = g(r.sub, p.role, r.home) && r.act == p.act
";

fn casbin(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let enforcer = runtime.block_on(async {
        let model = DefaultModel::from_str(MODEL).await.unwrap();
        let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await.unwrap();
        let acts = ["edit", "activate", "deactivate", "expire", "grant", "revoke", "delete"];
        let policies = acts.map(|act| vec!["Admin".to_owned(), act.to_owned()]).to_vec();
        enforcer.add_policies(policies).await.unwrap();
        let grants = [["dupont", "Admin", "RT"], ["dupont", "Ens", "GEII"]];
        let grants = grants.map(|grant| grant.map(str::to_owned).to_vec()).to_vec();
        enforcer.add_grouping_policies(grants).await.unwrap();
        enforcer
    });
    for (case, home) in CASES {
        assert_eq!(enforcer.enforce(("dupont", home, "deactivate")).unwrap(), case == "allowed");
        criterion.bench_function(&format!("casbin decides, {case}"), |bencher| {
            bencher.iter(|| enforcer.enforce((black_box("dupont"), black_box(home), "deactivate")).unwrap());
        });
    }
}

const POLICIES: &str = r#"
permit (principal, action in [Action::"edit", Action::"deactivate", Action::"grant"], resource)
when { principal.usable && principal.administers.contains(resource.home) && principal.home == resource.home };
forbid (principal, action, resource) when { resource.manager && !principal.manager };
"#;

const ENTITIES: &str = r#"[
  {"uid": {"type": "Account", "id": "dupont"}, "parents": [],
   "attrs": {"usable": true, "manager": false, "home": "RT", "administers": ["RT"]}},
  {"uid": {"type": "Account", "id": "RT"}, "parents": [], "attrs": {"home": "RT", "manager": false}},
  {"uid": {"type": "Account", "id": "GEII"}, "parents": [], "attrs": {"home": "GEII", "manager": false}}
]"#;

fn cedar(criterion: &mut Criterion) {
    let policies: PolicySet = POLICIES.parse().unwrap();
    let entities = Entities::from_json_str(ENTITIES, None).unwrap();
    let authorizer = Authorizer::new();
    let uid = |text: String| text.parse::<EntityUid>().unwrap();
    for (case, home) in CASES {
        let [who, what, whom] =
            ["Account::\"dupont\"".to_owned(), "Action::\"deactivate\"".to_owned(), format!("Account::\"{home}\"")].map(uid);
        let request = Request::new(who, what, whom, Context::empty(), None).unwrap();
        let decided = |request: &Request| authorizer.is_authorized(request, &policies, &entities).decision();
        assert_eq!(decided(&request) == cedar_policy::Decision::Allow, case == "allowed");
        criterion.bench_function(&format!("cedar decides, {case}"), |bencher| {
            bencher.iter(|| decided(black_box(&request)));
        });
    }
}
