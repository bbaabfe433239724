"""The web application: xlwings Server with our add-in, behind the gate."""

import logging
import os
from importlib import import_module

from starlette.routing import NoMatchFound

from wijkexcel.server.gate import Gate
from wijkexcel.server.settings import PROJECT, Settings, SettingsError, licence_in
from wijkexcel.steps.five import STEPS


def create() -> Gate:
    """Build the application from the environment; called in each web process.

    Raises:
        SettingsError: the server cannot start safely with these settings.
    """
    settings = Settings.read(os.environ)
    settings.check(licence_in(os.environ))
    settings.pass_on(os.environ)
    # xlwings Server reads the environment when it is loaded.
    config, main, pages = (
        import_module(f"xlwings_server.{name}") for name in ("config", "main", "templates")
    )

    if (config.PROJECT_DIR, config.settings.auth_providers) != (PROJECT, settings.providers):
        message = "xlwings Server werd geladen voordat de instellingen er waren, en is gestopt."
        raise SettingsError(message)
    try:
        main.app.url_path_for("run_step", step=STEPS[0])
        main.app.url_path_for("call_function")
    except NoMatchFound:
        message = "xlwings Server nam de vijf opdrachten en de functies niet over. Past de versie?"
        raise SettingsError(message) from None
    office = sorted(
        path.name for path in (config.PACKAGE_DIR / "static/vendor/office-js").iterdir()
    )
    pages.templates.env.globals["office_js"] = office[-1]
    logging.getLogger("wijkexcel.server").setLevel(logging.INFO)
    return Gate(main.main_app, host=settings.host, local=settings.local)
