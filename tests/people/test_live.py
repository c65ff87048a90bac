"""The directory lives: everyone who may read it hears, as ids, that something changed."""

from tests.kit.office import Office
from tests.kit.serving import serve
from zencho.kernel import clock
from zencho.people.rules import AGENCY_REF


async def test_who_hears_of_a_change(office: Office) -> None:
    await office.guest("外部 客", "がいぶ きゃく", number="900001")
    async with serve(office.app, office.world.dsns) as served:
        names = ["佐藤 みのり", "岡本 直", "外部 客"]
        cookies = [await office.sign_in(name) for name in names]
        async with served.tab(cookies[0]) as clerk, served.tab(cookies[2]) as guest:
            assert (await clerk.listen(str(AGENCY_REF)))["type"] == "subbed"
            assert (await guest.listen(str(AGENCY_REF)))["type"] == "refused"
            today = clock.day_of(clock.now()).isoformat()
            away = {"starts_on": today, "ends_on": today}
            async with office.browser(cookie=cookies[1]) as manager:
                path = f"/api/people/{office.persons['佐藤 みのり']}/absences"
                assert (await manager.post(path, json=away)).status_code == 201
            heard = await clerk.wait_for("event")
            assert (heard["name"], heard["data"]) == (
                "AbsenceSet",
                {"person": str(office.persons["佐藤 みのり"])},
            )
            await served.until_settled()
            assert await guest.stays_silent()
