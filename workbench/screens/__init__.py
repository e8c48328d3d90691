"""The screens: each shows one place of the workbench and turns keys into calls of services."""
