"""RQ on a Redis of its own: it carries the work, and may be lost with all that it holds."""

import shutil

from dateline import keys
from tests.deploy.conftest import Deployed
from tests.deploy.stack import as_user, wait_for

TEXT = "date 2018-10-29 On Saturday a gunman killed {n} people in Pittsburgh, the police said."


def test_rq_keeps_nothing_beside_the_articles(deployed: Deployed) -> None:
    deployed.follow(deployed.post(TEXT.format(n=3)))
    with as_user(deployed.store, "admin") as store, as_user(deployed.queue / "s", "admin") as queue:
        assert [key for key in map(str, store.keys("*")) if key.startswith("rq:")] == []
        assert {str(key).partition(":")[0] for key in map(str, queue.keys("*"))} == {"rq"}


def test_nothing_is_lost_or_doubled_when_the_queue_is_lost_with_all_its_data(deployed: Deployed) -> None:
    posted = [deployed.post(TEXT.format(n=n)) for n in range(20, 26)]
    deployed.queue_server.close()
    shutil.rmtree(deployed.queue)
    # The ledger takes what comes meanwhile.
    posted += [deployed.post(TEXT.format(n=n)) for n in range(26, 28)]
    deployed.start_queue()
    wait_for(lambda: deployed.call("ingest", "GET", "/v1/status").json()["queued"] == 0, 120)
    assert {article: deployed.follow(article) for article in posted} == dict.fromkeys(posted, "succeeded")
    with as_user(deployed.store, "admin") as store:
        told = [fields["event"] for _, fields in store.xrange(keys.feed("main")) if fields["article"] in posted]
    assert len(told) == len(set(told)) >= len(posted)
